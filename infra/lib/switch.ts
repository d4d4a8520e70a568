import { CfnCondition, CfnResource } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** On or off: known at synthesis, or decided by a condition of the template when it is deployed. */
export type Switch = boolean | CfnCondition;

/** Puts every resource below the construct under the condition, if the switch is one. */
export const onlyIf = (condition: Switch, construct: IConstruct) => {
  if (condition instanceof CfnCondition) {
    for (const child of construct.node.findAll()) {
      if (child instanceof CfnResource) {
        child.cfnOptions.condition = condition;
      }
    }
  }
};
