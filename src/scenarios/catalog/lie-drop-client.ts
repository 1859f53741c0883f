/** Row 1 of PROTOCOLS 1.11: a primary that serves one client and not the other. */
import { told } from '../told.ts';

export const dropClient = told({
  id: 'lie-drop-client',
  title: 'Lie: the primary ignores a client',
  story: [
    'Replica 0 leads, serves client 0 at once and never hears what client 1 asks for.',
    'Client 1 tries again with everybody; now the backups know its request too and see it wait.',
    'They change the view, replica 1 orders the request, and nobody had to prove what replica 0 heard.',
  ],
  commands: [{ atMs: 0, do: 'behave', replica: 0, as: 'drop-client', client: 'c1' }],
  view: 1,
});
