import { Facts } from '../../ui/facts.tsx';
import { Panel } from '../../ui/panel.tsx';
import { packSections } from './pack-facts.ts';

/** The standards as sections, the way the document reads. */
export function PackView({ pack }: { readonly pack: unknown }) {
  return (
    <div className="pack-grid">
      {packSections(pack).map((section) => (
        <Panel
          key={section.key}
          title={section.title}
          acts={section.clause === null ? null : <span className="muted">{section.clause}</span>}
        >
          <Facts facts={section.facts} />
        </Panel>
      ))}
    </div>
  );
}
