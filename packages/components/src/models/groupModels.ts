/** A model as gateways list it; what else stands on it is not looked at. */
export interface PickableModel {
  /** What a request names as `model`. */
  id: string
  /** Who offers the model; shown beside its id. */
  owned_by?: string | undefined
}

/** Models that stand together, under a heading where there is more than one group. */
export interface ModelGroup {
  kind: 'favourites' | 'recent' | 'others'
  /** Ids, each in one group and once. */
  items: string[]
}

/** The ids in their groups; groups that would be empty are left out, and so are ids that the gateway does not offer. */
export function groupModels(
  models: readonly PickableModel[],
  favourites: readonly string[] = [],
  recent: readonly string[] = [],
): readonly ModelGroup[] {
  const left = new Set(models.map(({ id }) => id).filter((id) => typeof id === 'string' && id !== ''))
  const take = (ids: readonly string[]) => ids.filter((id) => left.delete(id))
  const groups: ModelGroup[] = [
    { kind: 'favourites', items: take(favourites) },
    { kind: 'recent', items: take(recent) },
    { kind: 'others', items: [...left] },
  ]
  return groups.filter(({ items }) => items.length > 0)
}
