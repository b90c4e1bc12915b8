import type { RecordEvent } from '../context.js';
import type { Caller, Workspace } from '../model.js';
import type { QuirkSet } from '../quirks.js';
import { watchMetadata } from './metadata-changes.js';
import { matchesEvent } from './pattern.js';
import type { WebhookSender } from './sender.js';
import { signatureHeaders } from './signature.js';

/** Tells the webhooks of a workspace what happened in it: one POST for each record and webhook. */
export class WebhookDispatcher {
  constructor(private readonly workspaces: () => Workspace[], private readonly sender: WebhookSender, private readonly now: () => Date, private readonly quirks: QuirkSet) {}

  /** A record came, changed or went. */
  tellOfRecord(event: RecordEvent): void {
    const workspace = this.workspaces().find((one) => one.id === event.workspaceId);
    if (!workspace) return;
    const { eventName, record, updatedFields } = event;
    const objectMetadata = { id: event.objectMetadataId, nameSingular: eventName.split('.')[0] };
    const onPage = this.quirks.has('webhook-payload-keys') ? {} : { event: eventName, data: record, timestamp: this.now().toISOString() };
    this.tell(workspace, eventName, { record, ...(updatedFields ? { updatedFields } : {}), ...onPage }, { objectMetadata });
  }

  /** Remembers the metadata before a write; the answer is called after it and tells what it changed. */
  watchMetadata(caller: Caller): () => void {
    const { workspace, apiKey } = caller;
    if (workspace.webhooks.length === 0) return () => undefined;
    const changes = watchMetadata(workspace);
    return () => {
      for (const event of changes()) {
        const eventName = `metadata.${event.metadataName}.${event.type}`;
        this.tell(workspace, eventName, { apiKeyId: apiKey.id, event });
      }
    };
  }

  private tell(workspace: Workspace, eventName: string, details: object, subject: object = {}): void {
    for (const webhook of workspace.webhooks) {
      if (!matchesEvent(webhook['operations'] as string[], eventName)) continue;
      const { id, targetUrl, secret } = webhook as unknown as { id: string; targetUrl: string; secret: unknown };
      const eventDate = this.now().toISOString();
      const body = JSON.stringify({ targetUrl, eventName, ...subject, workspaceId: workspace.id, webhookId: id, eventDate, ...details });
      this.sender.send(() => ({ targetUrl, body, headers: signatureHeaders(secret, body, this.now()) }));
    }
  }
}
