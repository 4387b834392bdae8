import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import { inScope } from '../../platform/postgres/database.ts';
import { conflict, invalidInput } from '../../platform/problem.ts';
import { newSecondFactor, timeStepOf } from './second-factor.ts';
import { type SessionUser, useTimeStep } from './session-store.ts';
import { confirmTotp, readUnconfirmedTotp, setTotp } from './user-store.ts';

/** Makes a new secret, not yet in force. Throws Problem totp-already-on: only a reset by others replaces one. */
export async function prepareSecondFactor(deps: Deps, { actor, username, totpEnabled }: SessionUser) {
  if (totpEnabled)
    throw conflict('totp-already-on', '动态口令已经启用。更换手机请联系安全管理员重置后再绑定。');
  const factor = newSecondFactor(username);
  await inScope(deps.db, actor.county, (tx) =>
    setTotp(tx, actor.county, actor.id, deps.secrets.sealField(factor.secret)),
  );
  return factor;
}

/** Puts the prepared secret in force once a code proves that the telephone has it. */
export async function confirmSecondFactor(deps: Deps, { actor }: SessionUser, code: string): Promise<void> {
  const at = deps.clock.now();
  await inScope(deps.db, actor.county, async (tx) => {
    const sealed = await readUnconfirmedTotp(tx, actor.county, actor.id);
    if (!sealed) throw conflict('totp-not-prepared', '请先重新获取二维码，再输入动态口令。');
    const step = timeStepOf(deps.secrets.openField(sealed), code, at);
    if (step === null || !(await useTimeStep(tx, actor.county, actor.id, step)))
      throw invalidInput('动态口令不正确。请核对手机时间，输入当前显示的 6 位数字。', [
        { path: 'code', message: '动态口令不正确' },
      ]);
    await confirmTotp(tx, actor.county, actor.id, at);
    await recordEvent(tx, {
      county: actor.county,
      actor,
      act: 'session.totp-enabled',
      subject: { type: 'user', id: actor.id },
      payload: {},
      at,
    });
  });
}
