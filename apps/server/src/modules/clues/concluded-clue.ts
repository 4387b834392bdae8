import type { ClueResult, ClueState } from '@anju/domain';
import type { Tx } from '../../platform/postgres/database.ts';
import { listPersons } from './parts-store.ts';
import { type Reader, readClue } from './store.ts';

/** What a campaign needs of a clue to make a problem of it. */
export interface ClueFinding {
  readonly county: string;
  readonly id: string;
  readonly region: string;
  readonly number: string;
  readonly campaignId: string | null;
  readonly source: string;
  readonly place: string;
  readonly receivedOn: string;
  readonly summary: string;
  readonly amountFen: number | null;
  readonly state: ClueState;
  readonly result: ClueResult;
  readonly resultText: string;
  readonly persons: readonly { readonly name: string; readonly post: string; readonly level: string }[];
}

const CONCLUDED: readonly ClueState[] = ['concluded', 'closed'];
const BORNE_OUT: readonly ClueResult[] = ['true', 'partly-true'];

/** A clue that a second person concluded to be true at least in part; null where it is not, or is kept from `reader`. */
export async function readConcludedClue(tx: Tx, reader: Reader, id: string): Promise<ClueFinding | null> {
  const clue = await readClue(tx, reader, id);
  if (clue === null || clue.result === null) return null;
  if (!CONCLUDED.includes(clue.state) || !BORNE_OUT.includes(clue.result)) return null;
  const persons = await listPersons(tx, clue.county, [clue.id]);
  return {
    county: clue.county,
    id: clue.id,
    region: clue.region,
    number: clue.number,
    campaignId: clue.campaign_id,
    source: clue.source,
    place: clue.place,
    receivedOn: clue.received_on,
    summary: clue.summary,
    amountFen: clue.amount_fen,
    state: clue.state,
    result: clue.result,
    resultText: clue.result_text ?? '',
    persons: persons.map(({ name, post, level }) => ({ name, post, level })),
  };
}
