import { objectOf, type Schema } from './schema.js';

/** One resource of the metadata routes. */
export interface MetadataResource {
  singular: string;
  plural: string;
  /** Objects and fields: wrapped and paged for real. */
  isDataModel: boolean;
  /** What a deletion answers. */
  deleted: Schema;
  /** Query parameters that narrow a list. */
  filters: readonly string[];
  isFilterRequired: boolean;
  /** An unknown id answers an empty body instead of 404. */
  isEmptyWhenUnknown: boolean;
}

const SUCCESS = objectOf({ success: { type: 'boolean' } });
const TRUE: Schema = { type: 'boolean' };

function resource(singular: string, more: Partial<MetadataResource>): MetadataResource {
  return {
    singular, plural: `${singular}s`, isDataModel: false, deleted: SUCCESS, filters: [], isFilterRequired: false, isEmptyWhenUnknown: false,
    ...more,
  };
}

/** All resources, in the order of the document. */
export const METADATA_RESOURCES: readonly MetadataResource[] = [
  resource('object', { isDataModel: true }),
  resource('field', { isDataModel: true }),
  resource('webhook', { deleted: TRUE, isEmptyWhenUnknown: true }),
  resource('apiKey', { isEmptyWhenUnknown: true }),
  resource('view', { filters: ['objectMetadataId'] }),
  resource('viewField', { filters: ['viewId'] }),
  resource('viewFilter', { filters: ['viewId'] }),
  resource('viewSort', { filters: ['viewId'] }),
  resource('viewGroup', { filters: ['viewId'] }),
  resource('viewFilterGroup', { filters: ['viewId'] }),
  resource('pageLayout', { deleted: TRUE, filters: ['objectMetadataId', 'pageLayoutType'] }),
  resource('pageLayoutTab', { deleted: TRUE, filters: ['pageLayoutId'], isFilterRequired: true }),
  resource('pageLayoutWidget', { deleted: TRUE, filters: ['pageLayoutTabId'], isFilterRequired: true }),
];
