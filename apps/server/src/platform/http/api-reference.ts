import { type Action, PERMISSIONS, ROLES } from '@anju/domain';
import { z } from 'zod';
import type { DeclaredRoute } from './route-permissions.ts';
import { schemaText } from './schema-text.ts';
import type { App } from './types.ts';

const CONTENT = z.record(z.string(), z.object({ schema: z.unknown() }));
const OPERATION = z.object({
  summary: z.string().optional(),
  parameters: z
    .array(
      z.object({
        name: z.string(),
        in: z.string(),
        required: z.boolean().default(false),
        schema: z.unknown(),
      }),
    )
    .default([]),
  requestBody: z.object({ content: CONTENT }).optional(),
  responses: z.record(z.string(), z.object({ content: CONTENT.optional() })).default({}),
});
/** What is read of the OpenAPI document. */
const DOCUMENT = z.object({ paths: z.record(z.string(), z.record(z.string(), OPERATION)) });

type Operation = z.infer<typeof OPERATION>;

/** The API's description: for machines as OpenAPI, for people as a page without a script or another host. */
export function addApiReference(app: App, routes: readonly DeclaredRoute[]): void {
  const open = { config: { action: 'public' }, schema: { hide: true } } as const;
  app.get('/api/openapi.json', open, async () => app.swagger());
  let page: string | null = null;
  app.get('/api/reference', open, async (_request, reply) => {
    page ??= pageOf(routes, DOCUMENT.parse(app.swagger()).paths);
    return reply.type('text/html; charset=utf-8').send(page);
  });
}

const STYLE = `
body { margin: 0 auto; max-width: 1080px; padding: 16px 24px 64px; background: #f6f7f9; color: #1f2733;
  font: 14px/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
a { color: #1d4f91; }
code, pre { font-family: Consolas, Menlo, monospace; }
pre { margin: 4px 0; white-space: pre-wrap; overflow-wrap: anywhere; }
nav ul { display: flex; flex-wrap: wrap; gap: 4px 16px; padding: 0; list-style: none; }
details { background: #fff; border: 1px solid #e3e7ec; border-radius: 6px; margin: 8px 0; padding: 8px 12px; }
summary { cursor: pointer; overflow-wrap: anywhere; }
table { border-collapse: collapse; }
th, td { border-bottom: 1px solid #e3e7ec; padding: 4px 16px 4px 0; text-align: left; vertical-align: top; }
.muted { color: #5b6675; }`;

function pageOf(routes: readonly DeclaredRoute[], paths: z.infer<typeof DOCUMENT>['paths']): string {
  const groups = new Map<string, string[]>();
  for (const route of routes) {
    const url = route.url.replaceAll(/:(\w+)/g, '{$1}');
    const group = url.split('/')[2] ?? '';
    const shown = routeHtml({ ...route, url }, paths[url]?.[route.method.toLowerCase()]);
    groups.set(group, [...(groups.get(group) ?? []), shown]);
  }
  const names = [...groups.keys()].sort();
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<title>安居 接口说明</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>安居 接口说明</h1>
<p>先用 <code>/api/session</code> 登录，以后的请求带上应答里的 Cookie。办不成的请求应答
application/problem+json（RFC 9457），code 是原因代码，detail 说明怎么办。名称后带 ? 的可以不给。</p>
<p><a href="/api/openapi.json">下载 OpenAPI 3.1 文档</a>，共 ${routes.length} 个接口。</p>
<nav aria-label="目录"><ul>${names.map((name) => `<li><a href="#${name}">${name}</a></li>`).join('')}</ul></nav>
${names.map((name) => `<section aria-labelledby="${name}"><h2 id="${name}">${name}</h2>${groups.get(name)?.join('')}</section>`).join('\n')}
</main>
</body>
</html>
`;
}

function routeHtml({ method, url, action }: DeclaredRoute, operation: Operation | undefined): string {
  const permission = permissionText(action);
  const id = `${method}${url}`
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/-$/, '');
  const parts = [
    `<p class="muted">权限：${escapeHtml(permission)}</p>`,
    operation === undefined ? '' : parametersHtml(operation),
    operation?.requestBody === undefined ? '' : contentHtml('请求', operation.requestBody.content),
    ...Object.entries(operation?.responses ?? {}).map(([status, { content }]) =>
      content === undefined ? '' : contentHtml(`应答 ${status}`, content),
    ),
  ];
  const title = operation?.summary ?? '';
  return `<details id="${id}"><summary><code>${method} ${url}</code> ${escapeHtml(title)}</summary>${parts.join('')}</details>`;
}

function permissionText(action: DeclaredRoute['action']): string {
  if (action === 'public') return '不需登录';
  const one = (name: Action) => {
    const { label, roles } = PERMISSIONS[name];
    return `${label}（${roles.map((role) => ROLES[role]).join('、')}）`;
  };
  return (typeof action === 'string' ? [action] : action).map(one).join('，或 ');
}

const PLACES: Readonly<Record<string, string>> = { path: '路径', query: '查询' };

function parametersHtml({ parameters }: Operation): string {
  if (parameters.length === 0) return '';
  const rows = parameters.map(
    ({ name, in: place, required, schema }) =>
      `<tr><td><code>${escapeHtml(name)}</code></td><td>${PLACES[place] ?? place}</td><td>${required ? '必填' : '可选'}</td><td><code>${escapeHtml(schemaText(schema))}</code></td></tr>`,
  );
  const head = ['参数', '位置', '', '类型'].map((title) => `<th scope="col">${title}</th>`).join('');
  return `<table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function contentHtml(title: string, content: z.infer<typeof CONTENT>): string {
  const texts = Object.values(content).map(({ schema }) => `<pre>${escapeHtml(schemaText(schema))}</pre>`);
  return `<p>${title}</p>${texts.join('')}`;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
}
