import type { Workspace } from '../model.js';
import { seedRecord } from './record-values.js';

const COMPANIES = ['Northwind Traders', 'Fabrikam Steel', 'Contoso Foods'];
const PEOPLE = [['Ann', 'Lee'], ['Bo', 'Strand'], ['Carla', 'Novak'], ['Dev', 'Patel']] as const;

/** The few records with which a workspace begins. */
export function addSeedRecords(workspace: Workspace, now: string): void {
  const companies = COMPANIES.map((name) => {
    const host = `${name.toLowerCase().replaceAll(' ', '-')}.example`;
    return seedRecord(workspace, 'company', {
      name, domainName: { primaryLinkLabel: '', primaryLinkUrl: `https://${host}`, secondaryLinks: [] },
      searchVector: searchText(name),
    }, now);
  });
  const people = PEOPLE.map(([firstName, lastName], at) => seedRecord(workspace, 'person', {
    name: { firstName, lastName }, companyId: companies[at % companies.length]?.id ?? null,
    emails: { primaryEmail: `${firstName}.${lastName}@mail.example`.toLowerCase(), additionalEmails: [] },
    searchVector: searchText(`${firstName} ${lastName}`),
  }, now));
  for (const [at, company] of companies.entries()) {
    seedRecord(workspace, 'opportunity', {
      name: `Renewal ${at + 1}`, amount: { amountMicros: (at + 1) * 5_000_000_000, currencyCode: 'EUR' }, companyId: company.id,
      pointOfContactId: people[at]?.id ?? null, searchVector: searchText(`Renewal ${at + 1}`),
    }, now);
  }
  seedRecord(workspace, 'note', { title: 'First call', searchVector: searchText('First call') }, now);
  seedRecord(workspace, 'note', { title: 'Follow-up', searchVector: searchText('Follow up') }, now);
  seedRecord(workspace, 'task', { title: 'Send the offer', searchVector: searchText('Send the offer') }, now);
  seedRecord(workspace, 'task', { title: 'Book a meeting', status: 'DONE', searchVector: searchText('Book a meeting') }, now);
}

/** A text as a search vector prints its words. */
function searchText(text: string): string {
  const words = text.toLowerCase().split(/\s+/).map((word, at) => ({ word, at: at + 1 }));
  words.sort((a, b) => (a.word < b.word ? -1 : 1));
  return words.map(({ word, at }) => `'${word}':${at}`).join(' ');
}
