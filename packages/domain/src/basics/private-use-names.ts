/**
 * GBK put 80 ideographs and components at FE50–FEA0 before Unicode had them; systems of that time stored them in
 * the private use area, in the same order, U+E815 to U+E864. The characters here are those of GB 18030-2005
 * (six in supplementary planes) with the fourteen that GB 18030-2022 moved out of the private use area.
 * U+E863 is 䶮 (GB18030 FE9F), the one seen most in names.
 */
const FIRST = 0xe815;
const GBK_FE50_TO_FEA0 = [
  ...'⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸',
  ...'⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶',
  ...'龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻',
];

/** Replaces old private-use code points by the characters they stood for; unknown ones stay. */
export function mapPrivateUse(text: string): string {
  return text.replace(/[\uE815-\uE864]/g, (c) => GBK_FE50_TO_FEA0[c.charCodeAt(0) - FIRST] ?? c);
}
