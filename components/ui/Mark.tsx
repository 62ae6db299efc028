/** The extension's own mark: a speech bubble that holds two commits. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 128 128" aria-hidden="true">
      <rect x="4" y="4" width="120" height="120" rx="28" fill="var(--clay)" />
      <path
        d="M38 30h52a16 16 0 0 1 16 16v28a16 16 0 0 1-16 16H66L46 106V90h-8a16 16 0 0 1-16-16V46a16 16 0 0 1 16-16z"
        fill="#fff"
      />
      <path d="M46 60h36" stroke="var(--clay)" stroke-width="8" />
      <circle cx="46" cy="60" r="11" fill="var(--clay)" />
      <circle cx="82" cy="60" r="11" fill="var(--clay)" />
    </svg>
  );
}
