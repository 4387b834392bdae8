import {
  type AccountabilityVerdict,
  describeCounting,
  idFaultText,
  judgeAccountability,
  normaliseName,
  normaliseText,
  type PersonRecord,
  readIdNumber,
} from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { type CaseRow, readOwnCase } from '../supervision/index.ts';
import { insertPerson, isCounted, listSameName, type PersonRow, readPerson } from './person-store.ts';

export interface PersonInput extends PersonRecord {
  readonly caseKind: CaseRow['kind'];
  readonly caseId: string;
  readonly name: string;
  /** As typed; only its keyed digest is kept. */
  readonly idNumber: string | null;
  /** A record of the person that the officer recognised: this one is the same person. */
  readonly samePersonAs: string | null;
}

export type PersonRefusal =
  | { readonly status: 'refused'; readonly reason: 'no-case' | 'already-recorded' | 'no-such-person' }
  | { readonly status: 'refused'; readonly reason: 'id-number'; readonly detail: string }
  | { readonly status: 'refused'; readonly reason: 'not-lawful'; readonly verdict: AccountabilityVerdict };

export interface PersonPreview {
  readonly status: 'previewed';
  readonly verdict: AccountabilityVerdict;
  /** How it will count: 本人计 1 人、党纪 1 人次 … */
  readonly counting: string;
  /** Records of the same name under another key: perhaps the same person counted twice. */
  readonly sameName: readonly PersonRow[];
  /** Records that will count as the same person. */
  readonly samePerson: readonly PersonRow[];
}

interface Context {
  readonly tx: Tx;
  readonly deps: Deps;
  readonly actor: Actor;
}

interface Prepared {
  readonly of: CaseRow;
  readonly personKey: Buffer;
  /** What stands on record under the same name. */
  readonly sameName: readonly PersonRow[];
  readonly verdict: AccountabilityVerdict;
}

async function prepare(context: Context, input: PersonInput): Promise<Prepared | PersonRefusal> {
  const { tx, deps, actor } = context;
  const of = await readOwnCase(tx, actor, { kind: input.caseKind, id: input.caseId });
  if (of === null) return { status: 'refused', reason: 'no-case' };
  const personKey = await keyOf(context, input);
  if (!Buffer.isBuffer(personKey)) return personKey;
  const sameName = await listSameName(tx, actor, of.county, input.name);
  const at = {
    today: deps.clock.today(),
    foundOn: of.found_on,
    standing: sameName
      .filter((row) => row.person_key.equals(personKey))
      .map((row) => ({ post: row.post, formLevel: row.form_level })),
  };
  return { of, personKey, sameName, verdict: judgeAccountability(input, at) };
}

/** The person's key: that of a record recognised, else of the ID number, else of name and post. */
async function keyOf({ tx, deps, actor }: Context, input: PersonInput): Promise<Buffer | PersonRefusal> {
  if (input.samePersonAs !== null) {
    const known = await readPerson(tx, actor, input.samePersonAs);
    return known?.person_key ?? { status: 'refused', reason: 'no-such-person' };
  }
  if (input.idNumber !== null) {
    const reading = readIdNumber(input.idNumber);
    if (reading.status !== 'valid') {
      return { status: 'refused', reason: 'id-number', detail: idFaultText(reading) };
    }
    return deps.secrets.blindIndex('id-number', reading.id);
  }
  const named = `${normaliseName(input.name)}\0${normaliseText(input.post)}`;
  return deps.secrets.blindIndex('accountable-person', named);
}

/** What recording it would do, without doing it. */
export async function previewPerson(
  context: Context,
  input: PersonInput,
): Promise<PersonPreview | PersonRefusal> {
  const prepared = await prepare(context, input);
  if ('status' in prepared) return prepared;
  const { of, personKey, sameName, verdict } = prepared;
  const counted = await isCounted(context.tx, {
    county: of.county,
    campaignId: of.campaign_id,
    personKey,
    month: input.decidedOn.slice(0, 7),
  });
  return {
    status: 'previewed',
    verdict,
    counting: describeCounting(input, counted),
    sameName: sameName.filter((row) => !row.person_key.equals(personKey)),
    samePerson: sameName.filter((row) => row.person_key.equals(personKey)),
  };
}

/** Puts a decision of the competent body on record. The bureau registers; it decides nothing here. */
export async function recordPerson(
  context: Context,
  input: PersonInput,
): Promise<{ readonly status: 'done'; readonly id: string } | PersonRefusal> {
  const { tx, deps, actor } = context;
  const prepared = await prepare(context, input);
  if ('status' in prepared) return prepared;
  const { of, personKey, verdict } = prepared;
  if (verdict.refusals.length > 0) return { status: 'refused', reason: 'not-lawful', verdict };
  const id = deps.ids();
  const at = deps.clock.now();
  const written = await insertPerson(tx, {
    ...input,
    county: of.county,
    id,
    region: of.region,
    campaignId: of.campaign_id,
    problemId: of.kind === 'problem' ? of.id : null,
    clueId: of.kind === 'clue' ? of.id : null,
    personKey,
    byName: actor.name,
    at,
  });
  if (!written) return { status: 'refused', reason: 'already-recorded' };
  await recordEvent(tx, {
    county: of.county,
    region: of.region,
    actor,
    act: 'accountability.manage',
    subject: { type: 'accountability', id },
    payload: {
      did: 'record',
      campaign: of.campaign_id,
      [of.kind]: of.id,
      disciplineLevel: input.disciplineLevel,
      formLevel: input.formLevel,
      party: input.partySanction,
      administrative: input.administrativeSanction,
      admonished: input.admonished,
      organisational: input.organisational,
      judicial: input.judicial,
      form: input.form,
      decidedOn: input.decidedOn,
      warnings: verdict.warnings.map(({ code }) => code),
    },
    at,
  });
  return { status: 'done', id };
}
