import { describe, expect, it } from 'vitest';
import { asProblem, problemFrom, unreachable } from './problem.ts';

describe('a refusal of the server', () => {
  it('keeps what the problem document says', () => {
    const problem = problemFrom(409, {
      code: 'changed-meanwhile',
      title: '内容已被他人修改',
      detail: '王审核 刚刚办理了这条疑点。',
      errors: [{ path: 'version', message: '已过期' }, 'nonsense'],
    });
    expect(problem).toMatchObject({
      status: 409,
      code: 'changed-meanwhile',
      detail: '王审核 刚刚办理了这条疑点。',
    });
    expect(problem.faults).toEqual([{ path: 'version', message: '已过期' }]);
  });

  it('still says what to do when something else answers, such as a proxy', () => {
    for (const body of [null, '<html>502</html>', [], { detail: 3 }]) {
      const problem = problemFrom(502, body);
      expect(problem.code).toBe('http-502');
      expect(problem.detail).toContain('稍后重试');
    }
  });

  it('tells a lost network from a fault of the page', () => {
    expect(asProblem(unreachable()).code).toBe('unreachable');
    expect(asProblem(new TypeError('x')).code).toBe('unexpected');
  });
});
