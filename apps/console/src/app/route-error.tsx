import { useRouteError } from 'react-router';
import { ErrorState } from '../ui/error-state.tsx';

/** A page that broke, or whose chunk is gone after an update of the server: loading it afresh mends both. */
export function RouteError() {
  return (
    <main>
      <ErrorState error={useRouteError()} onRetry={() => location.reload()} />
    </main>
  );
}
