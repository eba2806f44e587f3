import { Mark, type MarkProps } from './internal/mark'

/** The mark of Yandex. */
export default function YandexMark(props: MarkProps) {
  return (
    <Mark {...props}>
      <path
        fill="#fc3f1d"
        fillRule="evenodd"
        d="M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22zm3.6 4.8v12.4h-2.4v-4.6h-1.2l-2.5 4.6H6.9l2.8-5c-1.4-.6-2.1-1.8-2.1-3.4 0-2.6 1.6-4 4.3-4zm-2.4 1.9h-1.1c-1.4 0-2.1.7-2.1 2.1s.7 2.1 2.1 2.1h1.1z"
      />
    </Mark>
  )
}
