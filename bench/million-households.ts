import pg from 'pg';

export const COUNTY = '652301';
const NEIGHBOUR = '652302';

/** Of the household numbered n, and of what hangs on it. */
const idOf = (kind: string, n: string) => `('${kind}-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
const SURNAMES = `ARRAY['王','李','张','刘','陈','杨','赵','黄','周','吴','徐','孙','胡','朱','高','林','何','郭','马','罗']`;
const INITIALS = `ARRAY['w','l','z','l','c','y','z','h','z','w','x','s','h','z','g','l','h','g','m','l']`;
const surname = (n: string) => `(${SURNAMES})[${n} % 20 + 1]`;
const given = (n: string) => `chr(19968 + ${n} % 3000) || chr(19968 + ${n} % 700)`;
const RUN = '01900000-0000-7000-8000-0000000000aa';

/** 12 towns of 15 communities, 200 estates, a home each, two members, one in twenty with a finding and with arrears. */
const statements = (households: number, events: number): readonly string[] => [
  `SET anju.scope = '65'`,
  `INSERT INTO tenants (county, name, bureau, created_at)
   VALUES ('${COUNTY}', '示例县', '示例县住建局', now()), ('${NEIGHBOUR}', '邻县', '邻县住建局', now())`,
  `INSERT INTO estates (county, id, region, name, initials)
   SELECT '${COUNTY}', ${idOf('01900001', 'n')}, '${COUNTY}000000', '小区' || n, 'xq' || n FROM generate_series(0, 199) n`,
  `INSERT INTO units (county, id, estate_id, region, room, room_backwards)
   SELECT '${COUNTY}', ${idOf('01900002', 'n')}, ${idOf('01900001', 'n % 200')}, '${COUNTY}000000',
     n / 20000 + 1 || '-' || n / 200 % 100 + 1 || '-' || n, reverse(n / 20000 + 1 || '-' || n / 200 % 100 + 1 || '-' || n)
   FROM generate_series(1, ${households}) n`,
  `INSERT INTO households (county, id, code, region, state, category, applicant_name, applicant_initials, members_count,
     estate_id, unit_id, digest, source_row, changed_at)
   SELECT '${COUNTY}', ${idOf('01900000', 'n')}, 'H' || lpad(n::text, 7, '0'),
     '${COUNTY}' || lpad((n % 12 + 1)::text, 3, '0') || lpad((n / 12 % 15 + 1)::text, 3, '0'),
     CASE WHEN n % 25 = 0 THEN 'exited' ELSE 'active' END, (ARRAY['公租房', '廉租房', '低保', '中低收入', NULL])[n % 5 + 1],
     ${surname('n')} || ${given('n')}, (${INITIALS})[n % 20 + 1] || 'mm', 2, ${idOf('01900001', 'n % 200')},
     ${idOf('01900002', 'n')}, sha256(n::text::bytea), n, timestamptz '2026-01-01' + n * interval '1 second'
   FROM generate_series(1, ${households}) n`,
  `INSERT INTO households (county, id, code, region, applicant_name, applicant_initials, members_count, digest, changed_at)
   SELECT '${NEIGHBOUR}', ${idOf('01900005', 'n')}, 'L' || n, '${NEIGHBOUR}001001', '李某', 'lm', 1, sha256(n::text::bytea), now()
   FROM generate_series(1, 1000) n`,
  `INSERT INTO members (county, id, household_id, region, position, name, initials, relation, id_sealed, id_index,
     id_masked, id_status)
   SELECT county, ${idOf('01900003', 'source_row * 2 + p')}, id, region, p,
     ${surname('(source_row + p * 7)')} || ${given('(source_row + p)')}, (${INITIALS})[(source_row + p * 7) % 20 + 1] || 'mm',
     (ARRAY['self', 'spouse'])[p + 1], '\\x00', sha256((source_row * 2 + p)::text::bytea), '6523**********', 'valid'
   FROM households, generate_series(0, 1) p WHERE county = '${COUNTY}'`,
  `INSERT INTO tenancies (county, id, household_id, unit_id, region, estate_name, room, floor_area_cm2, start_on, end_on,
     monthly_rent_fen, arrears_months)
   SELECT county, ${idOf('01900004', 'source_row')}, id, unit_id, region, '小区' || source_row % 200, '1-1-' || source_row, 500000,
     '2023-01-01', date '2026-01-01' + source_row % 1000, 20000, CASE WHEN source_row % 20 = 0 THEN 3 ELSE 0 END
   FROM households WHERE county = '${COUNTY}'`,
  `INSERT INTO runs (county, id, as_of, policy_id, job_id, started_by, started_by_name, created_at)
   VALUES ('${COUNTY}', '${RUN}', '2026-06-30', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '测试', now())`,
  `INSERT INTO findings (county, id, region, household_id, household_code, subject, rule, status, confidence, state, change,
     clause, reason, evidence, lineage, policy_id, facts_hash, first_run_id, last_run_id, created_at, updated_at, due_on,
     assigned_to)
   SELECT county, id, region, id, code, '', (ARRAY['housing.owned', 'vehicle.over', 'income.over', 'rent.arrears'])[source_row % 4 + 1],
     'fail', 'exact', (ARRAY['open', 'assigned', 'proposed', 'confirmed'])[source_row / 20 % 4 + 1], 'new', '条款', '原因', '{}', '[]',
     gen_random_uuid(), 'h', '${RUN}', '${RUN}', now(), now(), date '2026-06-20' + source_row % 40, region
   FROM households WHERE county = '${COUNTY}' AND source_row % 20 = 1`,
  `INSERT INTO run_findings (county, run_id, finding_id, change, status) SELECT county, '${RUN}', id, 'new', 'fail' FROM findings`,
  `INSERT INTO events (county, id, at, region, actor_id, actor_name, actor_role, act, subject_type, subject_id, payload, salt,
     commitment)
   SELECT '${COUNTY}', ${idOf('01910000', 'n')}, timestamptz '2026-01-01' + n * interval '10 second', '${COUNTY}000000',
     ${idOf('01900006', 'n % 60')}, (ARRAY['张三', '李四', '王五', '系统', '赵六', '阿依古丽·买买提'])[CASE WHEN n % 5000 = 0 THEN 6 ELSE n % 5 + 1 END],
     '县级经办', (ARRAY['household.read', 'finding.assign', 'import.manage'])[n % 3 + 1], 'household',
     ${idOf('01900000', `n % ${households} + 1`)}::text, '{}', sha256(n::text::bytea), sha256(n::text::bytea)
   FROM generate_series(1, ${events}) n`,
  'VACUUM ANALYZE',
];

/** Fills an empty database with a county of so many households and events, and a neighbour of a thousand. */
export async function layHouseholds(
  owner: pg.ClientConfig,
  size: { readonly households: number; readonly events: number },
): Promise<void> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    for (const statement of statements(size.households, size.events)) await client.query(statement);
  } finally {
    await client.end();
  }
}
