import { isOidcRefusal, OIDC_REFUSALS } from '@anju/domain';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Divider } from 'antd';
import { api, take } from '../../api/client.ts';

/** The way to the unified identity, where the county has one. `next`: a path of this console. */
export function OidcEntry({ next }: { readonly next: string }) {
  const setup = useQuery({ queryKey: ['setup'], queryFn: () => take(api.GET('/api/setup')) });
  const oidc = setup.data?.oidc;
  if (!oidc) return null;
  return (
    <>
      <Divider plain>或</Divider>
      <Button size="large" block href={`/api/session/oidc?${new URLSearchParams({ next })}`}>
        {oidc.label}
      </Button>
    </>
  );
}

/** Why the unified identity let nobody in; `code` as it stands in the address. */
export function OidcRefused({ code }: { readonly code: string | null }) {
  // The words are ours by the code: whoever wrote the link must not put theirs on this page.
  if (code === null || !isOidcRefusal(code)) return null;
  const { title, detail } = OIDC_REFUSALS[code];
  return (
    <Alert type="error" showIcon role="alert" className="form-problem" title={title} description={detail} />
  );
}
