import { Change, ResourceChange } from '@aws-sdk/client-cloudformation';

/** A change set as lines for people: what is replaced stands first, since it loses what it holds. */
export const changeLines = (changes: readonly Change[]): string[] => {
  const all = changes.flatMap((change) => (change.ResourceChange ? [change.ResourceChange] : []));
  const replaced = all.filter((change) => change.Action === 'Modify' && change.Replacement === 'True');
  const perhaps = all.filter((change) => change.Action === 'Modify' && change.Replacement === 'Conditional');
  const inPlace = all.filter((change) => change.Action === 'Modify' && !replaced.includes(change) && !perhaps.includes(change));
  const removed = all.filter((change) => change.Action === 'Remove');
  const added = all.filter((change) => change.Action === 'Add');
  const others = all.filter((change) => !['Modify', 'Remove', 'Add'].includes(change.Action ?? ''));
  return [
    ...section('!! REPLACED: a new one is made, and the old one goes with what it holds', replaced, replacedLines),
    ...section('!! PERHAPS REPLACED: CloudFormation knows only while it works', perhaps, changedLines),
    ...section('Removed', removed, removedLines),
    ...section('Changed in place', inPlace, changedLines),
    ...section('Added', added, (change) => [nameLine(change)]),
    ...section('Other', others, (change) => [`${nameLine(change)} (${change.Action})`]),
  ];
};

/** One sentence with the numbers. */
export const changeSummary = (changes: readonly Change[]): string => {
  const count = (test: (change: ResourceChange) => boolean) =>
    changes.filter((change) => change.ResourceChange && test(change.ResourceChange)).length;
  const replaced = count((c) => c.Action === 'Modify' && c.Replacement !== undefined && c.Replacement !== 'False');
  return (
    `${count((c) => c.Action === 'Add')} added, ${count((c) => c.Action === 'Modify') - replaced} changed in place, ` +
    `${replaced} replaced, ${count((c) => c.Action === 'Remove')} removed.`
  );
};

const section = (
  title: string,
  changes: readonly ResourceChange[],
  lines: (change: ResourceChange) => string[],
): string[] => (changes.length === 0 ? [] : [`  ${title} (${changes.length})`, ...changes.flatMap(lines)]);

const nameLine = (change: ResourceChange): string =>
  `    ${(change.LogicalResourceId ?? '?').padEnd(40)} ${change.ResourceType ?? ''}`.trimEnd();

const changedLines = (change: ResourceChange): string[] => [
  nameLine(change),
  ...(change.Details ?? []).flatMap(({ Target: target, CausingEntity: cause }) => {
    const path = target?.Path ?? [target?.Attribute, target?.Name].filter(Boolean).join('.');
    if (target?.BeforeValue !== undefined || target?.AfterValue !== undefined) {
      return [`        ${path}`, `          ${target.BeforeValue ?? 'not set'} -> ${target.AfterValue ?? 'not set'}`];
    }
    return [`        ${path}${cause === undefined ? '' : ` (because of ${cause})`}`];
  }),
];

const replacedLines = (change: ResourceChange): string[] => [
  ...changedLines(change),
  change.PolicyAction === 'ReplaceAndRetain'
    ? `        the old one (${change.PhysicalResourceId ?? 'unknown'}) is kept outside the stack`
    : `        the old one (${change.PhysicalResourceId ?? 'unknown'}) is DELETED`,
];

const removedLines = (change: ResourceChange): string[] => [
  `${nameLine(change)}  ${change.PolicyAction === 'Retain' ? 'kept outside the stack' : 'deleted'}`,
];
