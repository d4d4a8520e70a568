/** The severities of an anomaly, as in `anomaly.schema.json`. */
export type Severity = 'info' | 'warning' | 'critical';

/**
 * Revisions of an ongoing anomaly that are sent although they open or end nothing.
 *
 * A pipe remembers nothing, so it cannot know that the severity has risen since the last revision. An anomaly that opened
 * as `info` and became `critical` is sent with the next of these revisions. They double, so that a long one is not sent
 * every minute: at one revision a minute, 9 messages in the first four hours.
 */
const SENT_REVISIONS = Array.from({ length: 13 }, (_, i) => 2 ** (i + 1));

/**
 * The filters of the pipe, any of which lets a record pass. Symptoms of another anomaly (`parentId`) are left out: their
 * cause is sent.
 */
export const alertFilters = (severities: readonly Severity[]): { data: Record<string, unknown> }[] => {
  const shared = { severity: severities, parentId: [{ exists: false }] };
  return [
    { data: { ...shared, status: ['open', 'resolved', 'retracted'] } },
    { data: { ...shared, status: ['updated'], revision: SENT_REVISIONS } },
  ];
};

/**
 * The message, in the schema of custom notifications of Amazon Q Developer in chat applications.
 *
 * A placeholder without quotes around it becomes the whole JSON value, escaped; so the summary may hold any character. One
 * inside a string is for values that the anomaly's schema confines to letters, digits and dashes. Only fields are used
 * that every anomaly has. All revisions of an anomaly have one `threadId`, so that a channel shows them as one thread.
 */
export const alertTemplate = `{
  "version": "1.0",
  "source": "custom",
  "content": {
    "textType": "client-markdown",
    "title": "<$.data.severity> <$.data.type>: <$.data.status>",
    "description": <$.data.summary>,
    "nextSteps": ["Evidence and recommendations: in the diagram, and in the edge table under the id below."],
    "keywords": ["flowlens", <$.data.type>, <$.data.severity>]
  },
  "metadata": {
    "threadId": <$.data.id>,
    "summary": "<$.data.type> since <$.data.startedAt>",
    "eventType": "flowlens anomaly",
    "additionalContext": {
      "id": <$.data.id>,
      "type": <$.data.type>,
      "severity": <$.data.severity>,
      "status": <$.data.status>,
      "startedAt": <$.data.startedAt>,
      "updatedAt": <$.data.updatedAt>
    }
  }
}`;
