import { z } from 'zod';

/** What is read of a JSON Schema; the rest of it is left out of the text. */
const SCHEMA = z.object({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  required: z.array(z.string()).default([]),
  get properties() {
    return z.record(z.string(), SCHEMA).optional();
  },
  get items() {
    return SCHEMA.optional();
  },
  get anyOf() {
    return z.array(SCHEMA).optional();
  },
  get oneOf() {
    return z.array(SCHEMA).optional();
  },
  get additionalProperties() {
    return z.union([z.boolean(), SCHEMA]).optional();
  },
});

type Schema = z.infer<typeof SCHEMA>;

/** A JSON Schema as a short type: `{ id: string（uuid）, dueOn?: string | null }`; `?` after what may be left out. */
export function schemaText(schema: unknown): string {
  return textOf(SCHEMA.parse(schema), '');
}

function textOf(schema: Schema, indent: string): string {
  if (Array.isArray(schema.type))
    return schema.type.map((type) => textOf({ ...schema, type }, indent)).join(' | ');
  if (schema.type === 'null') return 'null';
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return choices.map((choice) => textOf(choice, indent)).join(' | ');
  if (schema.type === 'array') return arrayText(schema, indent);
  if (schema.type === 'object') return objectText(schema, indent);
  const format = schema.format === undefined ? '' : `（${schema.format}）`;
  return `${schema.type ?? '任意'}${format}`;
}

function arrayText({ items }: Schema, indent: string): string {
  const text = items === undefined ? '任意' : textOf(items, indent);
  return text.includes(' | ') && !text.startsWith('{') ? `(${text})[]` : `${text}[]`;
}

function objectText({ properties, required, additionalProperties }: Schema, indent: string): string {
  const inner = `${indent}  `;
  const lines = Object.entries(properties ?? {}).map(
    ([name, property]) => `${inner}${name}${required.includes(name) ? '' : '?'}: ${textOf(property, inner)}`,
  );
  if (typeof additionalProperties === 'object')
    lines.push(`${inner}[任意键]: ${textOf(additionalProperties, inner)}`);
  return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${indent}}`;
}
