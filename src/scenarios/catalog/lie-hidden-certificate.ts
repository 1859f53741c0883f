/** Row 5 of PROTOCOLS 1.11: a VIEW-CHANGE that hides what its sender has prepared. */
import { told } from '../told.ts';

export const hiddenCertificate = told({
  id: 'lie-hidden-certificate',
  title: 'Lie: a certificate is hidden',
  story: [
    'Replica 0 crashes while requests are on their way, and replica 6 hides all that it has prepared.',
    'What was decided had prepared at a quorum, and two quorums always share an honest replica.',
    'So some other VIEW-CHANGE carries the certificate, and nothing that was decided is lost.',
  ],
  replicas: 7,
  commands: [
    { atMs: 0, do: 'behave', replica: 6, as: 'hide-certificate' },
    { atMs: 70, do: 'crash', replica: 0 },
  ],
  count: 10,
  view: 1,
});
