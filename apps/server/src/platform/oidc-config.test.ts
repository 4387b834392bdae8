import { describe, expect, it } from 'vitest';
import { ConfigError } from './config.ts';
import { readOidc } from './oidc-config.ts';

const GOOD = {
  ANJU_OIDC_ISSUER: 'https://sso.example.gov.cn/realms/gov',
  ANJU_OIDC_CLIENT_ID: 'anju',
  ANJU_OIDC_CLIENT_SECRET: 'secret',
  ANJU_OIDC_REDIRECT: 'https://anju.example.gov.cn/api/session/oidc/callback',
};

describe('the settings of unified identity', () => {
  it('are off when none is set, and have their defaults when all are', () => {
    expect(readOidc({})).toBeNull();
    expect(readOidc(GOOD)).toMatchObject({ claim: 'preferred_username', label: '统一身份认证登录' });
    expect(readOidc({ ...GOOD, ANJU_OIDC_CLAIM: 'sub', ANJU_OIDC_LABEL: '政务通' })).toMatchObject({
      claim: 'sub',
      label: '政务通',
    });
  });

  it.each(Object.keys(GOOD))('name %s when it alone is missing', (name) => {
    expect(() => readOidc({ ...GOOD, [name]: ' ' })).toThrow(new RegExp(`还缺 ${name}。`));
  });

  it.each([
    'http://10.1.2.3:8080',
    'http://192.168.0.9',
    'http://172.31.0.1',
    'http://[::1]:9000',
    'http://sso',
    'http://localhost:1',
  ])('take plain HTTP at %s', (issuer) => {
    expect(readOidc({ ...GOOD, ANJU_OIDC_ISSUER: issuer })?.issuer.protocol).toBe('http:');
  });

  it.each([
    ['ANJU_OIDC_ISSUER', 'http://sso.example.gov.cn'],
    ['ANJU_OIDC_ISSUER', 'http://172.32.0.1'],
    ['ANJU_OIDC_ISSUER', 'http://10.0.0.1.evil.example'],
    ['ANJU_OIDC_ISSUER', 'file:///etc/passwd'],
    ['ANJU_OIDC_ISSUER', 'sso'],
    ['ANJU_OIDC_ISSUER', 'https://user:word@sso.example.gov.cn'],
    ['ANJU_OIDC_REDIRECT', 'https://anju.example.gov.cn/'],
    ['ANJU_OIDC_REDIRECT', 'https://anju.example.gov.cn/api/session/oidc/callback?next=x'],
  ])('refuse %s = %s', (name, value) => {
    expect(() => readOidc({ ...GOOD, [name]: value })).toThrow(ConfigError);
  });
});
