import { readIdNumber } from '@anju/domain';

const DIGITS = [...'0123456789'];

/** Valid ID numbers one wrong character or one swap of neighbours away from a wrong one: some fifteen. */
export function validNeighbours(id: string): readonly string[] {
  const found = new Set<string>();
  const keep = (candidate: string) => {
    if (candidate !== id && readIdNumber(candidate).status === 'valid') found.add(candidate);
  };
  for (let at = 0; at < id.length; at++) {
    const head = id.slice(0, at);
    const tail = id.slice(at + 1);
    for (const digit of DIGITS) keep(head + digit + tail);
    if (at === id.length - 1) keep(`${head}X`);
    else keep(head + id.charAt(at + 1) + id.charAt(at) + id.slice(at + 2));
  }
  return [...found];
}
