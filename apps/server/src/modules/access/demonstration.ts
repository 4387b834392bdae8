import type { Role } from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { inScope } from '../../platform/postgres/database.ts';
import {
  DEMONSTRATION_COMMUNITIES,
  DEMONSTRATION_COUNTY,
  DEMONSTRATION_NEIGHBOUR,
  DEMONSTRATION_PREFECTURE,
  listDepartments,
} from '../organisations/index.ts';
import { hashPassword } from './password.ts';
import { findUserId, insertUser } from './user-store.ts';

/** Of every demonstration account; such accounts exist only in a demonstration database. */
export const DEMONSTRATION_PASSWORD = 'anju-demo-2026';

interface Account {
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly organisation: string;
  readonly department?: string;
}

const own = DEMONSTRATION_COUNTY;

const SURNAMES = ['许', '何', '吕', '施', '张', '孔', '曹', '严', '华', '魏', '姜'] as const;

/**
 * One invented person for each role; the prefecture signs its own reports by a leader of its own. Two of a second
 * county show what one county can't see of another.
 */
export const DEMONSTRATION_ACCOUNTS: readonly Account[] = [
  { username: 'jingban', name: '李经办', role: 'county-officer', organisation: own },
  { username: 'shenhe', name: '王审核', role: 'reviewer', organisation: own },
  { username: 'guanli', name: '赵主管', role: 'county-admin', organisation: own },
  { username: 'shequ', name: '陈社区', role: 'community-worker', organisation: `${own}001001` },
  { username: 'gongan', name: '周专员', role: 'department-data', organisation: own, department: '公安局' },
  { username: 'minzheng', name: '吴专员', role: 'department-data', organisation: own, department: '民政局' },
  { username: 'jijian', name: '郑纪检', role: 'inspector', organisation: own },
  { username: 'lingdao', name: '孙局长', role: 'leader', organisation: own },
  {
    username: 'zhouji',
    name: '钱监管',
    role: 'prefecture-supervisor',
    organisation: DEMONSTRATION_PREFECTURE,
  },
  { username: 'zhouling', name: '褚局长', role: 'leader', organisation: DEMONSTRATION_PREFECTURE },
  { username: 'xitong', name: '冯系统', role: 'system-admin', organisation: own },
  { username: 'anquan', name: '沈安全', role: 'security-admin', organisation: own },
  { username: 'shenji', name: '韩审计', role: 'auditor', organisation: own },
  { username: 'fujing', name: '杨经办', role: 'county-officer', organisation: DEMONSTRATION_NEIGHBOUR },
  { username: 'fuling', name: '秦局长', role: 'leader', organisation: DEMONSTRATION_NEIGHBOUR },
];

/** Who takes up what is handed to the other communities. */
const COMMUNITY_WORKERS: readonly Account[] = DEMONSTRATION_COMMUNITIES.slice(1).map((organisation, n) => ({
  username: `shequ${n + 2}`,
  name: `${SURNAMES[n % SURNAMES.length]}社区`,
  role: 'community-worker',
  organisation,
}));

const countyOf = (organisation: string) => organisation.slice(0, 6).padEnd(6, '0');

export async function makeDemonstrationAccounts(deps: Deps): Promise<void> {
  const passwordHash = await hashPassword(DEMONSTRATION_PASSWORD);
  for (const account of [...DEMONSTRATION_ACCOUNTS, ...COMMUNITY_WORKERS]) {
    const county = countyOf(account.organisation);
    await inScope(deps.db, county, async (tx) => {
      const departments = account.department ? await listDepartments(tx, county) : [];
      await insertUser(tx, {
        county,
        id: deps.ids(),
        username: account.username,
        name: account.name,
        roles: [account.role],
        requestedRoles: [],
        requestedBy: null,
        organisation: account.organisation,
        departmentId: departments.find(({ name }) => name === account.department)?.id ?? null,
        passwordHash,
        mustChangePassword: false,
        passwordExpiresAt: null,
        demonstration: true,
        at: deps.clock.now(),
      });
    });
  }
}

/** The demonstration people as the modules' own demonstrations act through them, in the order of the accounts. */
export async function findDemonstrationActors(deps: Deps): Promise<readonly Actor[]> {
  const actors: Actor[] = [];
  for (const account of DEMONSTRATION_ACCOUNTS) {
    const actor = await deps.db.transaction().execute(async (tx): Promise<Actor | null> => {
      const user = await findUserId(tx, account.username);
      if (!user) return null;
      const departments = await listDepartments(tx, user.county);
      const department = departments.find(({ name }) => name === account.department);
      return {
        id: user.id,
        name: account.name,
        roles: [account.role],
        county: user.county,
        scope: account.organisation,
        organisation: account.organisation,
        departmentId: department?.id ?? null,
        department: department?.name ?? null,
      };
    });
    if (actor) actors.push(actor);
  }
  return actors;
}
