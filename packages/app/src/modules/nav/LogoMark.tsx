/** The portal's sign: a path that leads from a start to a goal. */
export const LogoMark = ({ size = 28 }: { size?: number }) => (
  <svg
    aria-hidden="true"
    width={size}
    height={size}
    viewBox="0 0 32 32"
    xmlns="http://www.w3.org/2000/svg"
  >
    <path
      d="M7 27c0-7 18-5 18-12S14 10.5 14 5"
      fill="none"
      stroke="var(--portal-logo-path, var(--portal-brand))"
      strokeWidth="4"
      strokeLinecap="round"
    />
    <circle
      cx="7"
      cy="27"
      r="3"
      fill="var(--portal-logo-start, currentColor)"
    />
  </svg>
);
