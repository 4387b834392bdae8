import { type ReactNode, useState } from 'react';
import { Dialog } from '../../ui/dialog.tsx';
import { useAct } from '../../ui/use-act.ts';
import { type Place, PlaceChoice } from './place-choice.tsx';
import { STALE_AFTER_ACT, useCampaign } from './queries.ts';

interface RegisterFromProps {
  readonly title: string;
  /** What goes along into the ledger, and what doesn't. */
  readonly about: string;
  readonly campaignId: string;
  readonly register: (place: Place) => Promise<{ readonly number: string }>;
  /** The first part of the query keys of what it was made from. */
  readonly from: string;
  readonly onClose: () => void;
  /** What else may be told of it. */
  readonly children?: ReactNode;
}

/** Makes a problem of something found: all but the category goes along, which is the officer's to choose. */
export function RegisterFrom({
  title,
  about,
  campaignId,
  register,
  from,
  onClose,
  children,
}: RegisterFromProps) {
  const campaign = useCampaign(campaignId);
  const [place, setPlace] = useState<Place | null>(null);
  const act = useAct({
    run: register,
    said: ({ number }) => `已登记 ${number}`,
    stale: [...STALE_AFTER_ACT, [from]],
    onDone: onClose,
  });
  return (
    <Dialog
      title={title}
      open
      onCancel={onClose}
      onOk={() => place !== null && act.mutate(place)}
      okText="登记问题"
      okButtonProps={{ disabled: place === null }}
      confirmLoading={act.isPending}
    >
      <div className="act-form">
        <p className="muted">{about}</p>
        {campaign.data !== undefined && (
          <PlaceChoice
            content={campaign.data.content}
            value={place}
            onChange={setPlace}
            none="请选择问题类别"
          />
        )}
        {children}
      </div>
    </Dialog>
  );
}
