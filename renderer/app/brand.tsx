import classes from './brand.module.css'

/** Two hands that meet over a star's field: the mark of the program, drawn here so that nothing is loaded. */
export function BrandMark({ size = 30 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" className={classes['field']} />
      <path
        className={classes['star']}
        d="M16 5.2l1.9 4.1 4.5.5-3.35 3.05.9 4.45L16 15.1l-3.95 2.2.9-4.45L9.6 9.8l4.5-.5z"
      />
      <path className={classes['bond']} d="M6 20.5c3.4 0 4.8 4.9 10 4.9s6.6-4.9 10-4.9" />
      <path className={classes['bondSoft']} d="M6 25.2c3.4 0 4.8-4.9 10-4.9s6.6 4.9 10 4.9" />
    </svg>
  )
}

export function Brand() {
  return (
    <div className={classes['brand']}>
      <BrandMark />
      <span className={classes['name']}>Giao Ước</span>
    </div>
  )
}
