import type { Checkpoint } from '../limits.ts';
import { parseWhole } from './xml-part.ts';
import { damaged, type Zip } from './zip.ts';

export interface WorkbookPart {
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean; readonly part: string }[];
  readonly is1904: boolean;
  readonly sharedStrings: string | null;
  readonly styles: string | null;
}

/** Reads which parts hold the sheets, the texts and the styles. */
export async function readWorkbookPart(zip: Zip, checkpoint: Checkpoint): Promise<WorkbookPart> {
  const main = await mainPart(zip, checkpoint);
  const folder = main.includes('/') ? main.slice(0, main.lastIndexOf('/')) : '';
  const targets = new Map<string, { type: string; part: string }>();
  const relations = `${folder === '' ? '' : `${folder}/`}_rels/${main.slice(main.lastIndexOf('/') + 1)}.rels`;
  await parseWhole(
    await zip.stream(relations),
    {
      open: (name, { Id, Target, Type, TargetMode }) => {
        if (name !== 'Relationship' || Id === undefined || Target === undefined || TargetMode === 'External')
          return;
        targets.set(Id, {
          type: Type?.slice(Type.lastIndexOf('/') + 1) ?? '',
          part: resolvePart(folder, Target),
        });
      },
    },
    checkpoint,
  );
  const sheets: { name: string; hidden: boolean; part: string }[] = [];
  let is1904 = false;
  await parseWhole(
    await zip.stream(main),
    {
      open: (name, attributes) => {
        if (name === 'workbookPr') is1904 = /^(?:1|true)$/u.test(attributes.date1904 ?? '');
        if (name !== 'sheet') return;
        const id = attributes['r:id'] ?? Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1];
        const target = targets.get(id ?? '');
        // Chart sheets and macro sheets have no rows.
        if (target === undefined || target.type !== 'worksheet' || !zip.has(target.part)) return;
        const state = attributes.state ?? 'visible';
        sheets.push({ name: attributes.name ?? '', hidden: state !== 'visible', part: target.part });
      },
    },
    checkpoint,
  );
  if (sheets.length === 0) throw damaged();
  const partOf = (type: string) => {
    const part = [...targets.values()].find((target) => target.type === type)?.part;
    return part !== undefined && zip.has(part) ? part : null;
  };
  return { sheets, is1904, sharedStrings: partOf('sharedStrings'), styles: partOf('styles') };
}

async function mainPart(zip: Zip, checkpoint: Checkpoint): Promise<string> {
  let main = 'xl/workbook.xml';
  if (zip.has('_rels/.rels'))
    await parseWhole(
      await zip.stream('_rels/.rels'),
      {
        open: (name, { Type, Target }) => {
          if (name === 'Relationship' && Type?.endsWith('/officeDocument') === true && Target !== undefined)
            main = resolvePart('', Target);
        },
      },
      checkpoint,
    );
  return main;
}

function resolvePart(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const steps = folder === '' ? [] : folder.split('/');
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
}
