/** Row 6 of PROTOCOLS 1.11: a VIEW-CHANGE with a forged certificate. */
import { told } from '../told.ts';

export const forgedCertificate = told({
  id: 'lie-forged-certificate',
  title: 'Lie: a certificate is forged',
  story: [
    'Replica 0 crashes, and replica 6 adds to its VIEW-CHANGE a certificate for a request that nobody made.',
    'It writes other names under its own signatures; whoever verifies them refuses the whole message.',
    'The other five are a quorum without it, and replica 1 leads.',
  ],
  replicas: 7,
  commands: [
    { atMs: 0, do: 'behave', replica: 6, as: 'forge-certificate' },
    { atMs: 70, do: 'crash', replica: 0 },
  ],
  count: 10,
  view: 1,
});
