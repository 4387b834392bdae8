import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safePath } from './safe-path.ts';

describe('where a sign-in leads', () => {
  it('keeps a path of the console with its query', () => {
    expect(safePath('/findings?state=open#top')).toBe('/findings?state=open#top');
  });

  it.each([
    undefined,
    '',
    'evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    '/..//evil.example',
    'javascript:alert(1)',
    '/api/session/oidc',
    '/x/../api/session',
  ])('leads %j to the first page', (raw) => {
    expect(safePath(raw)).toBe('/');
  });

  it('never leaves the site, whatever is sent', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '.',
      '\t',
      '\n',
      ':',
      '@',
      'evil.example',
      'http:',
      '%2f',
      '?',
      '#',
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const path = safePath(`/${pieces.join('')}`);
        expect(new URL(path, 'http://console.test').host).toBe('console.test');
      }),
    );
  });
});
