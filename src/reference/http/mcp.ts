import type { AuthOutcome } from '../context.js';
import type { Workspace } from '../model.js';
import type { RestAnswer } from '../rest/errors.js';
import { apiError } from '../rest/errors.js';
import { ApiError } from '../errors.js';

const PROTOCOL = '2025-06-18';
const MEMBERS = ['jsonrpc', 'id', 'method', 'params'];
const METHOD_NOT_FOUND = -32601;
const INVALID_PARAMS = -32602;

interface Tool {
  name: string;
  description: string;
  properties: Record<string, unknown>;
  required?: string[];
  reads: boolean;
  reachesOut: boolean;
}

const WORD = { type: 'string' };
const WORDS = { type: 'array', items: WORD };
const TOOLS: readonly Tool[] = [
  { name: 'search_help_center', description: 'Searches the help pages', properties: { query: WORD }, required: ['query'], reads: true, reachesOut: true },
  { name: 'get_tool_catalog', description: 'Lists the tools by category', properties: { categories: WORDS }, reads: true, reachesOut: false },
  {
    name: 'execute_tool', description: 'Runs a tool of the catalog', properties: { toolName: WORD, arguments: { type: 'object' } }, required: ['toolName', 'arguments'],
    reads: false, reachesOut: true,
  },
  { name: 'load_skills', description: 'Instructions for complex work', properties: { skillNames: WORDS }, required: ['skillNames'], reads: true, reachesOut: false },
  { name: 'list_object_metadata_names', description: 'Names of all objects', properties: {}, reads: true, reachesOut: false },
  { name: 'list_skills', description: 'Names of all skills', properties: {}, reads: true, reachesOut: false },
  { name: 'learn_tools', description: 'Input schemas of tools', properties: { toolNames: WORDS, aspects: WORDS }, required: ['toolNames'], reads: true, reachesOut: false },
];

export interface McpAnswer extends RestAnswer {
  headers: Record<string, string>;
}

/** Answers one message to the MCP endpoint; `body` is what was parsed of it. Its tools are listed and do nothing. */
export function handleMcp(method: string, body: unknown, outcome: AuthOutcome, serverUrl: string): McpAnswer {
  if (method !== 'POST') {
    const message = `HTTP method ${method} is not allowed. This MCP endpoint only accepts POST requests.`;
    return { status: 405, body: { jsonrpc: '2.0', error: { code: -32600, message }, id: null }, headers: { allow: 'POST' } };
  }
  if (!outcome.caller) {
    const challenge = `Bearer resource_metadata="${serverUrl}/.well-known/oauth-protected-resource/mcp", scope="api profile"`;
    return { ...apiError(new ApiError('Unauthorized', { status: 401, error: 'UnauthorizedException' })), headers: { 'www-authenticate': challenge } };
  }
  if (!isMessage(body)) return { ...apiError(new ApiError('Bad Request Exception')), headers: {} };
  if (body.id === undefined) return { status: 202, body: undefined, headers: {} };
  return { status: 200, body: { id: body.id, jsonrpc: '2.0', ...reply(body, outcome.caller.workspace) }, headers: {} };
}

interface Message {
  id?: string | number;
  method: string;
  params?: Record<string, unknown>;
}

function isMessage(body: unknown): body is Message {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return false;
  const { jsonrpc, id, method, params } = body as Record<string, unknown>;
  return Object.keys(body).every((key) => MEMBERS.includes(key)) && jsonrpc === '2.0' && typeof method === 'string'
    && (id === undefined || typeof id === 'string' || typeof id === 'number') && (params === undefined || typeof params === 'object');
}

function reply({ method, params }: Message, workspace: Workspace): Record<string, unknown> {
  switch (method) {
    case 'initialize': return { result: initialization() };
    case 'ping': return { result: {} };
    case 'tools/list': return { result: { tools: TOOLS.map(toolEntry) } };
    case 'prompts/list': return { result: { prompts: [] } };
    case 'resources/list': return { result: { resources: [] } };
    case 'tools/call': return call(params, workspace);
    default: return failure(METHOD_NOT_FOUND, `Method '${method}' not found`);
  }
}

function initialization(): unknown {
  const none = { listChanged: false };
  return {
    protocolVersion: PROTOCOL, capabilities: { tools: none, resources: none, prompts: none }, serverInfo: { name: 'Twenty MCP Server', version: '0.1.0' },
    instructions: 'Tools of a workspace: list them with tools/list, learn their inputs, then execute them.',
  };
}

function toolEntry({ name, description, properties, required, reads, reachesOut }: Tool): unknown {
  return {
    name, description, inputSchema: { type: 'object', properties, ...(required ? { required } : {}) },
    annotations: { readOnlyHint: reads, openWorldHint: reachesOut, destructiveHint: !reads },
  };
}

function call(params: Record<string, unknown> | undefined, workspace: Workspace): Record<string, unknown> {
  if (!params) return failure(INVALID_PARAMS, 'tools/call requires params with name and arguments');
  const tool = TOOLS.find(({ name }) => name === params['name']);
  if (!tool) return failure(INVALID_PARAMS, `Unknown tool: ${String(params['name'])}`);
  const answer = tool.name === 'list_object_metadata_names'
    ? { objectNames: workspace.objects.map(({ namePlural }) => namePlural.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)).sort() }
    : { success: false, message: `Failed to execute ${tool.name}`, error: 'The reference server runs no tools' };
  return { result: { content: [{ type: 'text', text: JSON.stringify(answer) }], isError: false } };
}

const failure = (code: number, message: string): Record<string, unknown> => ({ error: { code, message } });
