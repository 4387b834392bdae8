import { NavLink } from 'react-router';
import { useMay } from '../../app/session.ts';

interface Section {
  readonly to: string;
  readonly label: string;
  readonly needs: Parameters<ReturnType<typeof useMay>>[0];
}

const SUPERVISION: readonly Section[] = [
  { to: '/supervision', label: '督办', needs: 'campaign.read' },
  { to: '/supervision/checks', label: '抽查', needs: 'campaign.read' },
  { to: '/supervision/flags', label: '疑似虚假整改', needs: 'oversight.read' },
];

const ACCOUNTABILITY: readonly Section[] = [
  { to: '/accountability', label: '问责', needs: 'oversight.read' },
  { to: '/accountability/units', label: '单位处理', needs: 'oversight.read' },
  { to: '/accountability/exposures', label: '通报曝光', needs: 'oversight.read' },
  { to: '/accountability/cases', label: '典型案例', needs: 'oversight.read' },
];

/** The pages that stand side by side under one entry of the menu; each keeps its own address and filters. */
function SectionTabs({ sections, label }: { readonly sections: readonly Section[]; readonly label: string }) {
  const may = useMay();
  return (
    <nav className="section-tabs" aria-label={label}>
      {sections
        .filter((section) => may(section.needs))
        .map((section) => (
          <NavLink key={section.to} to={section.to} end>
            {section.label}
          </NavLink>
        ))}
    </nav>
  );
}

export function SupervisionTabs() {
  return <SectionTabs sections={SUPERVISION} label="督办抽查" />;
}

export function AccountabilityTabs() {
  return <SectionTabs sections={ACCOUNTABILITY} label="问责曝光" />;
}
