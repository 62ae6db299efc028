/** One area of `storage`; Firefox has no access levels. */
interface LockableArea {
  setAccessLevel?: (access: { accessLevel: 'TRUSTED_CONTEXTS' }) => Promise<void>;
}

/** Closes the storage to content scripts where the browser can. They never read it anyway: this is the second lock. */
export async function lockStorage(areas: readonly LockableArea[]): Promise<void> {
  await Promise.all(
    areas.map((area) => area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' })),
  );
}
