import { Segmented, Select } from 'antd';
import { useState } from 'react';
import type { Clue } from '../../api/contract.ts';
import { useMe } from '../../app/session.ts';
import { Panel } from '../../ui/panel.tsx';
import { ActForm } from './act-form.tsx';
import type { ActOnScreen } from './act-on-screen.ts';
import { ACTS_ON_SCREEN } from './act-table.ts';
import { LetterLinks } from './letter-links.tsx';
import { RouteForm } from './route-form.tsx';
import { SignedWarning } from './signed-forms.tsx';

/** Giving it to somebody comes first where it waits for that, and after the result where somebody has it already. */
function possibleActs(clue: Clue): readonly { readonly act: string; readonly label: string }[] {
  const table = ACTS_ON_SCREEN.filter(({ act }) => clue.allowedActs.includes(act));
  if (!clue.allowedActs.includes('route')) return table;
  const route = { act: 'route', label: clue.state === 'inquiring' ? '改派' : '分办' };
  return clue.state === 'inquiring' ? [...table.slice(0, 1), route, ...table.slice(1)] : [route, ...table];
}

const FEW = 4;

/** The acts that are open to this person now; the one that brings the clue furthest stands first. */
export function ClueActs({ clue }: { readonly clue: Clue }) {
  const possible = possibleActs(clue);
  const [chosen, setChosen] = useState('');
  const current = possible.find(({ act }) => act === chosen) ?? possible[0];
  const options = possible.map(({ act, label }) => ({ value: act, label }));
  return (
    <Panel title="办理" order={2}>
      {(current === undefined || clue.handledBy !== null || waitsForAnother(clue)) && (
        <p className="muted">{waitsFor(clue)}</p>
      )}
      {current !== undefined &&
        options.length > 1 &&
        (options.length <= FEW ? (
          <Segmented className="act-choice" value={current.act} onChange={setChosen} options={options} />
        ) : (
          <Select
            className="act-choice full"
            aria-label="选择要办的事"
            value={current.act}
            onChange={setChosen}
            options={options}
          />
        ))}
      {current?.act === 'route' && <RouteForm clue={clue} />}
      {ACTS_ON_SCREEN.filter(({ act }) => act === current?.act).map((act) => (
        <TableForm key={`${act.act} ${clue.version}`} act={act} clue={clue} />
      ))}
    </Panel>
  );
}

/** By these, another level counts the clue from then on. */
const MOVES_COUNT: readonly string[] = ['hand-down', 'recall'];

function TableForm({ act, clue }: { readonly act: ActOnScreen; readonly clue: Clue }) {
  const me = useMe();
  return (
    <>
      <LetterLinks clue={clue} kinds={act.letters ?? []} />
      {MOVES_COUNT.includes(act.act) && <SignedWarning clue={clue} act={act.act} />}
      <ActForm
        button={act.button}
        fields={[...(act.fieldsOf?.(clue) ?? []), ...act.fields]}
        papers={act.papers}
        said={act.said}
        send={(filled) => act.send(clue, filled)}
        initial={act.initial?.(clue, me.today) ?? {}}
        {...(act.says === undefined ? {} : { says: act.says })}
      />
    </>
  );
}

/** The result lies with somebody else, whatever there is beside it for this person to do. */
const waitsForAnother = (clue: Clue): boolean =>
  clue.state === 'transferred' || (clue.state === 'reported' && !clue.allowedActs.includes('conclude'));

function waitsForReceiver({ handlerName, transfers }: Clue): string {
  const name = handlerName ?? '承接单位';
  return transfers.at(-1)?.handed === null
    ? `已移送${name}，等待其回复。`
    : `已转办${name}，审定后的结果自动报来。`;
}

function waitsFor(clue: Clue): string {
  if (clue.handledBy !== null)
    return clue.allowedActs.includes('reopen')
      ? `由${clue.handledBy}办理。办得不妥的，本级可以要求重新办理。`
      : `由${clue.handledBy}办理，本级只查看。`;
  if (clue.state === 'reported')
    return `等待审定：${clue.reportedByName ?? '提交结果的人'}提交的结果须由另一人审定。`;
  if (clue.state === 'transferred') return waitsForReceiver(clue);
  if (clue.state === 'recalled') return '上级已撤回，不再办理。办过的都在办理过程里。';
  if (clue.state === 'inquiring') return `正由${clue.handlerName ?? '承办单位'}核查。`;
  return '当前没有需要您办理的事项。';
}
