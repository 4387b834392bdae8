/**
 * Why a sign-in by unified identity came to nothing: the server answers with the code, and the sign-in page,
 * which the browser is sent back to with the code alone, says the same words. The last two are a password's too.
 */
export const OIDC_REFUSALS = {
  'oidc-unknown-person': {
    title: '本系统没有您的账号',
    detail: '统一身份认证已通过，但本系统没有与之对应的可用账号。请联系本单位系统管理员建立或启用账号。',
  },
  'oidc-unreachable': {
    title: '统一身份认证暂时不可用',
    detail: '连不上统一身份认证平台。请先用本系统的用户名和密码登录，并告知系统管理员。',
  },
  'oidc-refused': {
    title: '统一身份认证未通过',
    detail: '统一身份认证平台没有同意这次登录，或者登录已取消。请重试，或用用户名和密码登录。',
  },
  'oidc-invalid': {
    title: '登录信息核对不上',
    detail: '这次统一身份认证已超时、已用过，或不是从本页面发起的。请从登录页重新开始。',
  },
  locked: {
    title: '账号已锁定',
    detail: '错误次数太多，账号已锁定。请稍后再试，或联系安全管理员解锁。',
  },
  'too-many-requests': {
    title: '尝试太频繁',
    detail: '尝试次数太多。请几分钟后再试。',
  },
} as const;

export type OidcRefusal = keyof typeof OIDC_REFUSALS;

export const isOidcRefusal = (code: string): code is OidcRefusal => Object.hasOwn(OIDC_REFUSALS, code);
