import type * as React from 'react'
import { cn } from '@/lib/utils'

type Props = React.ComponentProps<'div'>

function Card({ className, ...props }: Props) {
  return (
    <div
      data-slot="card"
      className={cn(
        'flex flex-col gap-6 rounded-xl border bg-card py-6 text-card-foreground shadow-sm',
        className,
      )}
      {...props}
    />
  )
}

function CardHeader({ className, ...props }: Props) {
  return <div data-slot="card-header" className={cn('grid gap-2 px-6', className)} {...props} />
}

function CardTitle({ className, ...props }: Props) {
  return <div data-slot="card-title" className={cn('font-semibold leading-none', className)} {...props} />
}

function CardDescription({ className, ...props }: Props) {
  return (
    <div data-slot="card-description" className={cn('text-muted-foreground text-sm', className)} {...props} />
  )
}

function CardContent({ className, ...props }: Props) {
  return <div data-slot="card-content" className={cn('px-6', className)} {...props} />
}

function CardFooter({ className, ...props }: Props) {
  return <div data-slot="card-footer" className={cn('flex items-center px-6', className)} {...props} />
}

export { Card, CardContent, CardDescription, CardFooter, CardHeader, CardTitle }
