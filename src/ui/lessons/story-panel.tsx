/** The story panel: events in sentences, lessons, and notes, one at a time. */
import { Tabs } from 'radix-ui';
import { ChallengesTab } from '../challenges/challenges-tab.tsx';
import { usePage, useUi } from '../hooks/use-store.ts';
import { FeedPanel } from '../panels/feed.tsx';
import type { StoryTab } from '../teaching.ts';
import { LessonsTab } from './lessons-tab.tsx';
import { NotesTab } from './notes-tab.tsx';
import '../panels/shared.css';
import './lessons.css';

const TABS: readonly { readonly id: StoryTab; readonly title: string }[] = [
  { id: 'events', title: 'Events' },
  { id: 'lessons', title: 'Lessons' },
  { id: 'challenges', title: 'Challenges' },
  { id: 'notes', title: 'Notes' },
];

export function StoryPanel() {
  const { store } = usePage();
  const tab = useUi((state) => state.storyTab);
  const notes = useUi((state) => state.info?.notes.length ?? 0);
  return (
    <Tabs.Root
      className="tale"
      value={tab}
      onValueChange={(value) => store.setState({ storyTab: value as StoryTab })}
    >
      <Tabs.List className="tale-tabs" aria-label="Story">
        {TABS.map(({ id, title }) => (
          <Tabs.Trigger key={id} value={id} className="tale-tab">
            {title}
            {id === 'notes' && notes > 0 && <span className="tale-count">{notes}</span>}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      <Tabs.Content value="events" className="tale-body">
        <FeedPanel />
      </Tabs.Content>
      <Tabs.Content value="lessons" className="tale-body">
        <LessonsTab />
      </Tabs.Content>
      <Tabs.Content value="challenges" className="tale-body">
        <ChallengesTab />
      </Tabs.Content>
      <Tabs.Content value="notes" className="tale-body">
        <NotesTab />
      </Tabs.Content>
    </Tabs.Root>
  );
}
