/** Why something is not due on the day that its plan names; '' where it is. */
export function whyMoved(planned: string, dueOn: string): string {
  if (dueOn === planned) return '';
  return dueOn < planned
    ? `${planned.slice(5)} 非工作日，提前`
    : `原定 ${planned.slice(5)}，在启动之前，顺延`;
}
