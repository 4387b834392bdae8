/** Where a delivered file stands: a roster (花名册) or a department's register. */
export const INTAKE_STATES = {
  reading: '读取中',
  'needs-mapping': '待指定列',
  preview: '待确认',
  loading: '载入中',
  done: '已完成',
  cancelled: '已取消',
  failed: '未能读取',
} as const;

export type IntakeState = keyof typeof INTAKE_STATES;

export type IntakeAct =
  | 'ask-columns'
  | 'show-preview'
  | 'map'
  | 'confirm'
  | 'ask-partial'
  | 'finish'
  | 'fail'
  | 'cancel';

export interface IntakeTransition {
  readonly from: IntakeState;
  readonly act: IntakeAct;
  readonly to: IntakeState;
  /** The job acts for the machine; everything else is a person's decision. */
  readonly by: 'person' | 'job';
}

/**
 * The whole life of a delivered file, one line an act. The stores move a file only along these lines, the
 * database's check constraint holds the same states, and the console's buttons follow `allowedActs`.
 */
export const INTAKE_TRANSITIONS: readonly IntakeTransition[] = Object.freeze([
  { from: 'reading', act: 'ask-columns', to: 'needs-mapping', by: 'job' },
  { from: 'reading', act: 'show-preview', to: 'preview', by: 'job' },
  { from: 'reading', act: 'fail', to: 'failed', by: 'job' },
  { from: 'needs-mapping', act: 'map', to: 'reading', by: 'person' },
  { from: 'preview', act: 'map', to: 'reading', by: 'person' },
  { from: 'preview', act: 'confirm', to: 'loading', by: 'person' },
  { from: 'loading', act: 'ask-partial', to: 'preview', by: 'job' },
  { from: 'loading', act: 'finish', to: 'done', by: 'job' },
  { from: 'loading', act: 'fail', to: 'failed', by: 'job' },
  { from: 'reading', act: 'cancel', to: 'cancelled', by: 'person' },
  { from: 'needs-mapping', act: 'cancel', to: 'cancelled', by: 'person' },
  { from: 'preview', act: 'cancel', to: 'cancelled', by: 'person' },
  { from: 'loading', act: 'cancel', to: 'cancelled', by: 'person' },
]);

/** The states from which `act` leads on, and where to. */
export function movesOf(act: IntakeAct): { readonly from: readonly IntakeState[]; readonly to: IntakeState } {
  const lines = INTAKE_TRANSITIONS.filter((line) => line.act === act);
  const to = lines[0]?.to;
  if (to === undefined) throw new RangeError(`no such act: ${act}`);
  return { from: lines.map((line) => line.from), to };
}

/** What a person may do with a file in this state. */
export function allowedActs(state: IntakeState): readonly IntakeAct[] {
  return INTAKE_TRANSITIONS.filter((line) => line.from === state && line.by === 'person').map(
    (line) => line.act,
  );
}

/** Nothing more happens to a file in one of these states, and its content is no longer needed for the intake. */
export const FINAL_STATES: readonly IntakeState[] = ['done', 'cancelled', 'failed'];

export type ConfirmRefusal = 'not-in-this-state' | 'partial-not-accepted' | 'nothing-usable';

/** Whether a previewed file may be loaded: refused rows are left out only when a person says so (A6). */
export function decideConfirm(
  file: { readonly state: IntakeState; readonly usable: number; readonly refused: number },
  acceptPartial: boolean,
): ConfirmRefusal | null {
  if (!movesOf('confirm').from.includes(file.state)) return 'not-in-this-state';
  if (file.usable === 0) return 'nothing-usable';
  if (file.refused > 0 && !acceptPartial) return 'partial-not-accepted';
  return null;
}
