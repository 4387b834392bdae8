import { CloseCircleFilled } from '@ant-design/icons';

/** For a choice that may be taken back: the cross says so in words too. The library's own word is English. */
export const CLEARABLE = { clearIcon: <CloseCircleFilled />, label: '清除' };
