import { i18n } from '#i18n';

/** How to sign in. */
export type SignInWay = 'token' | 'oauth';

const WAYS: readonly SignInWay[] = ['token', 'oauth'];

/** Chooses between a token and GitLab's own sign-in. */
export function WaySwitch({ way, onWay }: { way: SignInWay; onWay(way: SignInWay): void }) {
  return (
    <fieldset class="way">
      <legend class="field-label">{i18n.t('options.way')}</legend>
      {WAYS.map((one) => (
        <label key={one}>
          <input
            type="radio"
            name="way"
            data-testid={`site-way-${one}`}
            checked={way === one}
            onChange={() => onWay(one)}
          />
          <span>{i18n.t(`options.ways.${one}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
