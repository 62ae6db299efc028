import { i18n } from '#i18n';

/** One part of the page, by the id of its element. */
export interface SectionLink {
  id: string;
  name: string;
}

/** The way to each section of a long page; beside it where there is room, above it where not. */
export function SectionList({ sections }: { sections: readonly SectionLink[] }) {
  return (
    <nav class="section-list" aria-label={i18n.t('popup.settings')}>
      <ul>
        {sections.map(({ id, name }) => (
          <li key={id}>
            <a href={`#${id}`}>{name}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
