import type { App } from '../http/types.ts';

/** What is used of JSON Schema in the API's document. */
interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly minLength?: number;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}
interface Operation {
  readonly parameters?: readonly {
    readonly in: string;
    readonly name: string;
    readonly required?: boolean;
    readonly schema: Schema;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}
type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

export interface SampleRequest {
  /** With its question mark, or empty. */
  readonly query: string;
  readonly body: object | undefined;
}

/** Values by the name of a field, wherever it stands in a body or a query and can hold them. */
type Named = Readonly<Record<string, unknown>>;

/**
 * Requests that the API's own document calls well formed, so that a test gets past the schema of any endpoint, also of
 * one that is made later. Fields that `named` knows get its value, also where they are optional; of the others only
 * what is required, the least that fits.
 * @param today for days whose field has no value of its own
 */
export function sampleRequest(
  app: App,
  { method, url }: { readonly method: string; readonly url: string },
  named: Named,
  today: string,
): SampleRequest {
  const { paths } = app.swagger() as { paths: Paths };
  const operation = paths[url.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
  if (operation === undefined) throw new Error(`the API's document has no ${method} ${url}`);
  const query = (operation.parameters ?? [])
    .filter((one) => one.in === 'query' && (one.required || holds(one.schema, named[one.name])))
    .map(({ name, schema }): [string, string] => [name, String(sample(schema, name))]);
  const schema = operation.requestBody?.content['application/json']?.schema;
  return {
    query: query.length === 0 ? '' : `?${new URLSearchParams(query)}`,
    body: schema && Object(sample(schema, '')),
  };

  function sample(of: Schema, name: string): unknown {
    if (holds(of, named[name])) return named[name];
    const choice = of.anyOf?.[0] ?? of.oneOf?.[0];
    if (choice !== undefined) return sample(choice, name);
    if (of.enum !== undefined) return of.enum[0];
    switch (of.type) {
      case 'object':
        return Object.fromEntries(
          Object.entries(of.properties ?? {})
            .filter(([key, part]) => of.required?.includes(key) || holds(part, named[key]))
            .map(([key, part]) => [key, sample(part, key)]),
        );
      case 'array':
        return Array.from({ length: of.minItems ?? 0 }, () => sample(of.items ?? {}, name));
      case 'integer':
        return Math.max(1, of.minimum ?? 1);
      case 'boolean':
        return true;
      case 'string':
        return of.format === 'date' ? today : '示例'.padEnd(of.minLength ?? 2, '例');
      default:
        return {};
    }
  }
}

/** True when a field of this schema can hold the value, as far as type and choice tell. */
function holds(schema: Schema, value: unknown): boolean {
  if (value === undefined) return false;
  const parts = schema.anyOf ?? schema.oneOf;
  if (parts !== undefined) return parts.some((part) => holds(part, value));
  if (schema.enum !== undefined) return schema.enum.includes(value);
  if (schema.type === 'integer') return Number.isInteger(value);
  return schema.type === (Array.isArray(value) ? 'array' : typeof value);
}
