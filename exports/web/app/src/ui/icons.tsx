// The few icons of the app, drawn on one 20-unit grid with one stroke.
const PATHS = {
  search: "M9 4a5 5 0 1 1 0 10A5 5 0 0 1 9 4Zm3.7 8.7L17 17",
  sun: "M10 6.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7ZM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M4.3 15.7l1.1-1.1M14.6 5.4l1.1-1.1",
  moon: "M16.5 11.8A7 7 0 0 1 8.2 3.5a7 7 0 1 0 8.3 8.3Z",
  chevron: "m7.5 5 5 5-5 5",
  close: "m5 5 10 10M15 5 5 15",
  plus: "M10 4v12M4 10h12",
  minus: "M4 10h12",
  fit: "M4 8V4h4M12 4h4v4M16 12v4h-4M8 16H4v-4",
  download: "M10 3v10m-4-4 4 4 4-4M4 16.5h12",
  pin: "M7 3h6l-.8 5 2.3 2.5v1.5h-9V10.500L7.800 8 7 3Zm3 9v5",
  hide: "M3 10s2.500-4.500 7-4.500S17 10 17 10s-2.500 4.500-7 4.500S3 10 3 10Zm1 6L16 4",
  expand: "M10 7v6M7 10h6M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14Z",
  path: "M5 15a2 2 0 1 0 0-.01M15 5a2 2 0 1 0 0-.01M6.500 13.500 13.500 6.500",
  out: "M8 5h7v7M15 5 5 15",
  link: "M8.500 11.500a3 3 0 0 0 4.300.3l2.600-2.600a3 3 0 0 0-4.200-4.200l-.9.8M11.500 8.500a3 3 0 0 0-4.300-.3L4.600 10.800a3 3 0 0 0 4.200 4.200l.9-.8",
  warn: "M10 3.500 17.500 16.500h-15L10 3.500Zm0 5v3.500m0 2v.01",
  columns: "M4 4h5v12H4zM11 4h5v12h-5z",
  filter: "M3.500 5h13M6 10h8M8.500 15h3",
  pause: "M7 5v10M13 5v10",
  play: "M7 4.500v11l8-5.500-8-5.500Z",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
