/**
 * What docs/pictures shows: each scene leads a visitor's page to the moment that is photographed. Nothing
 * hangs on the clock of the machine: marks in flight are drawn where their message is half-way.
 */
import { inMidFlight, rounds, toEvent, type Visit } from './visit.ts';

export const scenes: Readonly<Record<string, (visit: Visit) => Promise<void>>> = {
  'mid-prepare': async (visit) => {
    await visit.go('#/pbft/first-light');
    await rounds(visit, 2);
    await inMidFlight(visit);
  },
  'view-change': async (visit) => {
    await visit.go('#/pbft/primary-crash?at=700&open=timeline');
    const [first = 1] = await visit.hook.evaluate(({ engine }) => engine.search({ type: 'VIEW-CHANGE' }));
    await toEvent(visit, first - 1);
    await inMidFlight(visit);
  },
  'two-branches': async (visit) => {
    await visit.go('#/pbft/fault-free?at=200&open=timeline');
    await toEvent(visit, 60);
    await visit.hook.evaluate(async ({ store }) => {
      const { actions } = store.getState();
      await actions.intervene({ do: 'crash', replica: 0 });
      await actions.move({ kind: 'commit' });
      const other = store.getState().info?.branches.find(({ current }) => !current);
      if (other !== undefined) await actions.standBeside(other.id);
      await actions.walkDifference(false);
    });
  },
  corrupted: async (visit) => {
    await visit.go('#/pbft/corrupted-state?at=400&open=inspector');
    const [hit = 0] = await visit.hook.evaluate(({ store }) =>
      (store.getState().info?.marks ?? []).filter(({ kind }) => kind === 'fault').map(({ cursor }) => cursor),
    );
    await toEvent(visit, hit + 40);
    await visit.hook.evaluate(({ store }) => {
      const { frame, actions } = store.getState();
      const [ill] = frame?.replicas.filter(({ corrupted }) => corrupted) ?? [];
      if (ill !== undefined) actions.select({ kind: 'replica', replica: ill.id });
    });
  },
  lecture: async (visit) => {
    await visit.go('#/pbft/first-light?at=20');
    await visit.page.keyboard.press('l');
  },
  fork: (visit) => visit.go('#/pbft/fork-two-colluders?at=44&open=inspector&tab=verdicts'),
  'two-certificates': async (visit) => {
    await visit.go('#/pbft/fork-two-colluders?at=44&open=inspector');
    await visit.page.getByRole('button', { name: 'See the evidence' }).click();
  },
  'view-change-story': async (visit) => {
    await visit.go('#/pbft/equivocating-primary?at=450&open=inspector&tab=quorum&select=R1');
    await visit.page.keyboard.press('g');
    await visit.page.getByRole('button', { name: '3 What may be proposed' }).click();
  },
  'rule-card': async (visit) => {
    await visit.go('#/pbft/fault-free?at=40&open=inspector');
    await visit.hook.evaluate(async ({ engine, store }) => {
      for (let index = 0; index < 60; index += 1) {
        const event = await engine.event(index);
        if ('problem' in event || !event.rules.some(({ id }) => id === 'pbft/prepared')) continue;
        store.getState().actions.select({ kind: 'event', event: index });
        return;
      }
    });
  },
  'knows-true': async (visit) => {
    await visit.go('#/pbft/equivocating-primary?at=30&select=R2');
    await visit.page.keyboard.press('Shift+K');
  },
  compose: async (visit) => {
    await visit.go('#/pbft/proving-ground?at=8');
    const { page } = visit;
    await page.keyboard.press('0');
    await page.keyboard.press('f');
    await page.getByRole('button', { name: /^Compose/ }).click();
    await page.getByRole('combobox', { name: /its next/ }).selectOption('PRE-PREPARE');
    for (const id of [2, 3]) {
      const hears = page.getByRole('group', { name: `R${id} hears` });
      await hears.getByRole('button', { name: 'B', exact: true }).click();
    }
    await page.getByRole('combobox', { name: 'digest of version B' }).selectOption('request 1 of c0');
  },
  'block-tree': async (visit) => {
    await visit.go('#/streamlet/streamlet-late-votes?at=80&open=inspector&select=R0');
    await visit.page
      .getByRole('heading', { name: /block/i })
      .first()
      .evaluate((heading) => heading.scrollIntoView({ block: 'start' }));
  },
  n16: async (visit) => {
    await visit.go('#/pbft/fault-free');
    await visit.hook.evaluate(({ store }) => store.getState().actions.restart({ replicas: 16 }));
    await rounds(visit, 2);
    await inMidFlight(visit);
  },
  'quorum-n10': async (visit) => {
    await visit.go('#/pbft/equivocating-primary?open=inspector&tab=quorum&select=R1');
    await visit.hook.evaluate(async ({ store }) => {
      const { actions } = store.getState();
      await actions.restart({ replicas: 10 });
      await actions.move({ kind: 'time', target: 60_000 });
      actions.select({ kind: 'replica', replica: 1 });
      actions.setTab('quorum');
    });
  },
  'diagram-100': async (visit) => {
    await visit.go('#/pbft/primary-crash?at=260&open=timeline');
    await visit.page.keyboard.press('d');
  },
  'diagram-10000': (visit) => longRun(visit, 7, 10_800_000),
  'diagram-100000': (visit) => longRun(visit, 40, 3_300_000),
};

/** The diagram of everything, large, after so much simulated time in μs. */
async function longRun(visit: Visit, replicas: number, time: number): Promise<void> {
  await visit.go('#/pbft/fault-free?open=timeline');
  await visit.hook.evaluate(
    async ({ store }, { replicas, time }) => {
      const { actions } = store.getState();
      await actions.restart({ replicas, count: 200 });
      await actions.move({ kind: 'time', target: time });
    },
    { replicas, time },
  );
  await visit.page.keyboard.press('d');
  // Of a shorter run a part says more than the whole.
  const narrower = visit.page.getByRole('button', { name: 'Narrower' });
  if (replicas > 31) await visit.page.getByRole('button', { name: 'Whole run' }).click();
  else for (let press = 0; press < 3; press += 1) await narrower.click();
}
