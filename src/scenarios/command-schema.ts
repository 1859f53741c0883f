/** The commands of a scenario or session, as written in a file (DESIGN 7): what a user's click becomes. */
import * as v from 'valibot';
import {
  bareObject,
  choice,
  endpoint,
  integer,
  list,
  matching,
  milliseconds,
  object,
  rate,
  replica,
} from './fields.ts';
import { limits } from './limits.ts';
import { accountNumber, rowSchema } from './row-schema.ts';

/** Delays of a link. What is left out is 10 … 20, stretched to hold what is given. */
export const delaySchema = object(
  {
    min: v.exactOptional(milliseconds(0.001, limits.delayMs, 'Default: 10, or max if that is less.')),
    max: v.exactOptional(milliseconds(0.001, limits.delayMs, 'Default: 20, or min if that is more.')),
  },
  'Least and greatest delay of a message, both included.',
);

const when = {
  atMs: milliseconds(0, limits.untilMs, 'Simulated time at which it takes effect.'),
  after: v.exactOptional(
    integer(
      0,
      Number.MAX_SAFE_INTEGER,
      'Events of that instant that come first; without it, it precedes them all.',
    ),
  ),
  joins: v.exactOptional(
    v.pipe(
      v.literal(true, 'true'),
      v.description('Undone together with the command before it, if both are of one time.'),
    ),
  ),
};

const small = '(0|[1-9][0-9]{0,2})';

const messageId = matching(
  // A replica to a replica or a client, or a client to a replica.
  new RegExp(`^(r${small}>c?${small}|c${small}>${small})#[1-9][0-9]{0,9}'?$`),
  'a message id such as "r0>2#12"',
  "One point-to-point copy: sender, receiver, count on that link; a prime for the network's duplicate.",
);

const ends = { from: endpoint, to: endpoint };

/** One command with its time. */
export const commandSchema = v.variant(
  'do',
  [
    bareObject({ ...when, do: choice(['crash', 'recover', 'lose-disk', 'pause', 'resume']), replica }),
    bareObject({
      ...when,
      do: choice(['partition']),
      groups: list(
        list(replica, limits.replicasMost),
        limits.replicasMost,
        'A replica in no group is alone.',
      ),
    }),
    bareObject({ ...when, do: choice(['heal']) }),
    bareObject({ ...when, do: choice(['cut', 'mend']), ...ends }),
    bareObject({
      ...when,
      do: choice(['corrupt']),
      replica,
      account: v.exactOptional(accountNumber),
      delta: v.exactOptional(
        integer(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 'In smallest units of the asset.'),
      ),
      disk: v.exactOptional(
        v.pipe(
          v.literal(true, 'true'),
          v.description('Damages the state on its disk, which it reads when it recovers.'),
        ),
      ),
    }),
    v.objectWithRest(
      {
        ...when,
        do: choice(['behave']),
        replica,
        as: matching(
          /^[a-z0-9]+(-[a-z0-9]+)*$/,
          'the name of a behaviour',
          'honest, or a lie of the protocol.',
        ),
      },
      v.unknown(),
    ),
    bareObject({ ...when, do: choice(['drop', 'duplicate', 'deliver']), message: messageId }),
    bareObject({
      ...when,
      do: choice(['delay']),
      message: messageId,
      byMs: milliseconds(0.001, limits.delayMs),
    }),
    bareObject({
      ...when,
      do: choice(['alter']),
      message: messageId,
      edits: v.pipe(
        v.record(v.string(), v.unknown(), 'an object of fields and their new values'),
        v.description('New values by field; the lie kit of the protocol says which fields a liar can edit.'),
      ),
    }),
    bareObject({
      ...when,
      do: choice(['link']),
      ...ends,
      delayMs: v.exactOptional(delaySchema),
      lossRate: v.exactOptional(rate()),
      duplicateRate: v.exactOptional(rate()),
    }),
    bareObject({
      ...when,
      do: choice(['submit']),
      row: rowSchema,
      client: v.exactOptional(
        integer(0, limits.clients - 1, 'Default: the client of the account that signs the row.'),
      ),
    }),
  ],
  `one of ${[
    'crash, recover, lose-disk, pause, resume, partition, heal, cut, mend, corrupt, behave',
    'drop, duplicate, deliver, delay, alter, link, submit',
  ].join(', ')}`,
);

export const commandsSchema = list(
  commandSchema,
  limits.commands,
  'What happens to the run from outside, and when.',
);
