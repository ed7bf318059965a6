// Made by `npm run api` from the server's OpenAPI document; do not edit.
/* eslint-disable */

export interface paths {
    "/api/assignees": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * People who can be given tasks.
         * @description Scope: `service:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AssigneeList"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads the audit log, newest first.
         * @description 'action' takes source.create or source, 'subject' source/shop or source; 'from' is the earliest time and 'to' the first one left out. 'limit' is clamped to 1 to 1000; default 100.
         *
         *     Scope: `audit:read`.
         */
        get: {
            parameters: {
                query?: {
                    action?: string;
                    actor?: string;
                    before?: number;
                    from?: string;
                    limit?: number;
                    subject?: string;
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AuditPage"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Checks the log's hash chain and names the first bad line.
         * @description Whoever can write the file can make the whole chain anew, which the chain cannot show: keep the head elsewhere, and compare the hash of that line later.
         *
         *     Scope: `audit:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AuditVerdict"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/brands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists brands.
         * @description Scope: `workspace:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BrandsView"][];
                    };
                };
            };
        };
        put?: never;
        /**
         * Makes a brand of a legal entity.
         * @description Scope: `workspace:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["BrandsBody"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BrandsView"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/brands/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Changes a brand's name.
         * @description Scope: `workspace:write`.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["BrandsChange"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BrandsView"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/company": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What holds for the whole company.
         * @description Scope: `workspace:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CompanyView"];
                    };
                };
            };
        };
        /**
         * Sets the time zone in which days begin and end.
         * @description Scope: `workspace:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CompanyBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CompanyView"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/computed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All computed traits: the built-in ones, then the others by key.
         * @description Scope: `segments:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ComputedList"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Makes a computed trait.
         * @description A formula is events as in a rule ('event', 'kind', 'where', 'within'), and one of 'count': true, 'sum', 'average', 'least', 'greatest', 'distinct', 'first', 'last', 'most_frequent' with the name of a property; 'path' names members inside of it.
         *
         *     Scope: `segments:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewComputedBody"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ComputedView"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/computed/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A computed trait.
         * @description Scope: `segments:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ComputedView"];
                    };
                };
            };
        };
        /**
         * Changes a computed trait; its key stays.
         * @description A formula is events as in a rule ('event', 'kind', 'where', 'within'), and one of 'count': true, 'sum', 'average', 'least', 'greatest', 'distinct', 'first', 'last', 'most_frequent' with the name of a property; 'path' names members inside of it. With 'version' it is refused when somebody else has changed it since.
         *
         *     Scope: `segments:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ComputedBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ComputedView"];
                    };
                };
            };
        };
        post?: never;
        /**
         * Removes a computed trait that no segment uses.
         * @description Scope: `segments:write`.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dashboards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All dashboards, the built-in one first.
         * @description Scope: `reports:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DashboardList"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Makes a dashboard.
         * @description Scope: `reports:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewDashboardBody"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DashboardView"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dashboards/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A dashboard.
         * @description Scope: `reports:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DashboardView"];
                    };
                };
            };
        };
        /**
         * Changes a dashboard; its key stays.
         * @description With 'version' it is refused when somebody else has changed the dashboard since.
         *
         *     Scope: `reports:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DashboardBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DashboardView"];
                    };
                };
            };
        };
        post?: never;
        /**
         * Removes a dashboard.
         * @description Scope: `reports:write`.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/destinations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All destinations and how sending goes.
         * @description Scope: `destinations:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DestinationList"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Makes a destination. The answer shows its secret, this once.
         * @description It is sent what happens from now on; docs/DESTINATIONS.md has the form of requests.
         *
         *     Scope: `destinations:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DestinationBody"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DestinationView"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/destinations/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A destination.
         * @description Scope: `destinations:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DestinationView"];
                    };
                };
            };
        };
        /**
         * Changes a destination; its key and its secret stay.
         * @description Scope: `destinations:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DestinationBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DestinationView"];
                    };
                };
            };
        };
        post?: never;
        /**
         * Removes a destination with all that waits for it.
         * @description Scope: `destinations:write`.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/destinations/{key}/dead": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Changes that were tried too often, oldest first.
         * @description Scope: `destinations:read`.
         */
        get: {
            parameters: {
                query?: {
                    after?: number;
                };
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeadLetters"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /**
         * Throws all dead letters away.
         * @description Scope: `destinations:write`.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DestinationCount"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/destinations/{key}/dead/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The request that would be sent of a dead letter now.
         * @description Masked as the asker sees it; what is sent is not.
         *
         *     Scope: `destinations:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        /**
         * Throws a dead letter away.
         * @description Scope: `destinations:write`.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DestinationCount"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/destinations/{key}/dead/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends a dead letter again.
         * @description Scope: `destinations:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DestinationCount"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/destinations/{key}/dead/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends all dead letters again.
         * @description Scope: `destinations:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DestinationCount"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/destinations/{key}/snapshot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends everybody who is in its segments now.
         * @description Scope: `destinations:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Accepted */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DestinationCount"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/destinations/{key}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends a request without people, and says what came of it.
         * @description Scope: `destinations:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DestinationTest"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/embed-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists keys that sign links to the card, without their secrets.
         * @description Scope: `workspace:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["EmbedKeysPage"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Makes a key. The answer shows its secret, this once.
         * @description Scope: `workspace:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["EmbedKeysBody"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["EmbedKeysCreated"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/embed-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revokes a key at once; the links that it signed open nothing.
         * @description Scope: `workspace:write`.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One's own exports, newest first.
         * @description Scope: `profiles:export`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ExportList"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Begins to write the members of a segment, or of a rule, to a file.
         * @description Masked as the asker sees it; kept for 7 days, for the asker alone; the log keeps who took what.
         *
         *     Scope: `profiles:export`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ExportBody"];
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Export"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An export and how far it is.
         * @description Scope: `profiles:export`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Export"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /**
         * Ends an export, or removes it with its file.
         * @description Scope: `profiles:export`.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The file of an export that is done.
         * @description Scope: `profiles:export`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everybody's exports, newest first: who asked for what, when, and how far it is.
         * @description For who may read the audit log. The files stay with those who asked for them.
         *
         *     Scope: `audit:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ExportList"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/columns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Columns that files and destinations may have, and which of them the asker sees masked.
         * @description Scope: `profiles:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ExportColumns"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/followers/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far a follower is: 'columns' or 'search'.
         * @description Scope: `stats:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RebuildFollowerFollowerProgress"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/followers/{name}/rebuild": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes a follower's data anew from the ledger, in the background.
         * @description Scope: `workspace:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Accepted */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RebuildFollowerFollowerProgress"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Puts rules in force for new events and applies them to the base in the background.
         * @description Scope: `identity:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["IdentitySettings"];
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ApplyView"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/conflicts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Joins that a protection forbade, newest first.
         * @description Scope: `identity:read`, `profiles:read`.
         */
        get: {
            parameters: {
                query?: {
                    before?: number;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConflictPage"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * How many profiles changed rules would merge or take apart, with samples; changes nothing.
         * @description Parts that are left out stay as they are. A value that was blocked until now was never recorded, so unblocking it shows no effect on what is stored.
         *
         *     Scope: `identity:read`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["IdentitySettings"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DryRunResult"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Applications of rules, newest first.
         * @description Scope: `identity:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ApplyView"][];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An application's progress.
         * @description Scope: `identity:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ApplyView"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/jobs/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stops it after the group of profiles in hand.
         * @description Scope: `identity:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/jobs/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lets it go on where it was.
         * @description Scope: `identity:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The rules in force: identifier types with priorities, limits, blocked and shared values.
         * @description Scope: `identity:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["IdentitySettings"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists imports, newest first.
         * @description 'limit' is clamped to 1 to 1000; default 100.
         *
         *     Scope: `imports:read`, `profiles:read`.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportView"][];
                    };
                };
            };
        };
        put?: never;
        /**
         * Takes in a file: CSV, TSV, JSON lines, XLSX or Parquet, plain or in gzip.
         * @description The file is the body, with source, kind, name, map and options in the query; or all of them are fields of multipart/form-data. start=true starts the import at once, dryRun=true a dry run.
         *
         *     Scope: `imports:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportView"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shows an import: state, progress, counters, columns with samples.
         * @description Scope: `imports:read`, `profiles:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportView"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /**
         * Removes the file, the refused rows and the samples of an import that does not run.
         * @description What was imported stays and can still be undone; its counters stay too.
         *
         *     Scope: `imports:write`.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportView"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stops after the running chunk; start goes on from there.
         * @description Scope: `imports:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportView"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finds out in the background what the import would do.
         * @description Scope: `imports:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportView"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/mapping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Says what columns mean and how the file is read, before any row is imported.
         * @description Scope: `imports:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ChangeImportMappingBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportView"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/refused": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The refused rows as CSV: line, reason, detail, the row.
         * @description Scope: `imports:read`, `profiles:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Starts the import in the background, or goes on with a cancelled or failed one.
         * @description Scope: `imports:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportView"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes the import back in the background: its events, records, traits, identifiers and merges.
         * @description Scope: `imports:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportView"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/legal-entities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists legal entities.
         * @description Scope: `workspace:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LegalEntitiesView"][];
                    };
                };
            };
        };
        put?: never;
        /**
         * Makes a legal entity.
         * @description Scope: `workspace:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LegalEntitiesBody"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LegalEntitiesView"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/legal-entities/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Changes a legal entity's name or INN.
         * @description Scope: `workspace:write`.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LegalEntitiesChange"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LegalEntitiesView"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/matching": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Matching at a glance: for each legal entity and kind its model, thresholds and queue.
         * @description Scope: `matching:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MatchingView"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What people decided by hour, and how fast.
         * @description 'days' is 1, 7 or 30; default 1.
         *
         *     Scope: `matching:read`.
         */
        get: {
            parameters: {
                query?: {
                    days?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MatchActivity"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decides alike on all pairs of a filter, a page a call.
         * @description At most 500 a call: call again while 'remaining' falls. With dryRun nothing changes.
         *
         *     Scope: `matching:write`, `profiles:read`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DecideBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DecideAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Decisions, newest first: who decided what and when, people and the automatic merging alike.
         * @description 'who' is an id such as user:3, 'decision' is same, different or later, 'state' is active or undone, 'from' is the earliest time and 'to' the first one left out. 'limit' is clamped to 1 to 200; default 50.
         *
         *     Scope: `matching:read`, `profiles:read`.
         */
        get: {
            parameters: {
                query?: {
                    automatic?: boolean;
                    cursor?: string;
                    decision?: string;
                    entity?: number;
                    from?: string;
                    kind?: string;
                    limit?: number;
                    state?: string;
                    to?: string;
                    who?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DecisionPage"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/decisions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Takes a decision back, exactly: profiles are as before, and the pair is open again.
         * @description 409 when records have joined or left the profiles since, or a later decision stands on it; the detail says what to do. A merge that was taken back is not made again without a person.
         *
         *     Scope: `matching:write`.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DecisionUndone"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What automatic merging would do at a threshold; changes nothing.
         * @description Scope: `matching:write`, `profiles:read`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MatchDryRunBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MatchDryRun"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Pairs by what agrees and what differs, the largest group first.
         * @description 'entity' is the number of a legal entity, the first one when left out; 'kind' is person or account; 'state' is open, later or decided; 'min' (the lower threshold when left out) and 'max' bound the probability; 'pattern' is of a group, 'source' a source's key, 'profile' an id. At most 200 groups.
         *
         *     Scope: `matching:read`, `profiles:read`.
         */
        get: {
            parameters: {
                query?: {
                    count?: boolean;
                    cursor?: string;
                    entity?: number;
                    kind?: string;
                    limit?: number;
                    max?: number;
                    min?: number;
                    pattern?: string;
                    profile?: string;
                    sort?: string;
                    source?: string;
                    state?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PairGroups"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/learn": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Has a model learned anew in the background.
         * @description Of more than 1,000,000 records, whole profiles are left out evenly. The model before stays in force until the new one is ready.
         *
         *     Scope: `matching:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LearnBody"];
                };
            };
            responses: {
                /** @description Accepted */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/pairs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Pairs that may be one customer, the surest first.
         * @description 'entity' is the number of a legal entity, the first one when left out; 'kind' is person or account; 'state' is open, later or decided; 'min' (the lower threshold when left out) and 'max' bound the probability; 'pattern' is of a group, 'source' a source's key, 'profile' an id. 'sort' is -probability, probability or newest. 'limit' is clamped to 1 to 200; default 50.
         *
         *     Scope: `matching:read`, `profiles:read`.
         */
        get: {
            parameters: {
                query?: {
                    count?: boolean;
                    cursor?: string;
                    entity?: number;
                    kind?: string;
                    limit?: number;
                    max?: number;
                    min?: number;
                    pattern?: string;
                    profile?: string;
                    sort?: string;
                    source?: string;
                    state?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PairPage"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/pairs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A pair with all that helps to decide on it: both profiles, weights, profiles near them, and the next pair of the queue.
         * @description The queue is named as in the list. With 'sample' the answer tells no probability and no weight, so that a label is not led by them. 'entity' is the number of a legal entity, the first one when left out; 'kind' is person or account; 'state' is open, later or decided; 'min' (the lower threshold when left out) and 'max' bound the probability; 'pattern' is of a group, 'source' a source's key, 'profile' an id.
         *
         *     Scope: `matching:read`, `profiles:read`.
         */
        get: {
            parameters: {
                query?: {
                    count?: boolean;
                    cursor?: string;
                    entity?: number;
                    kind?: string;
                    limit?: number;
                    max?: number;
                    min?: number;
                    pattern?: string;
                    profile?: string;
                    sample?: number;
                    sort?: string;
                    source?: string;
                    state?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PairDetail"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/pairs/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decides on a pair: same merges, different keeps apart for good, later puts off.
         * @description A pair declared different is offered again only when both sides say something else than then. With 'sample' it is a label too, and a pair that was merged may be labelled different, which takes it apart. 409 /problems/pair-changed when it was decided or changed meanwhile.
         *
         *     Scope: `matching:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DecisionBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DecisionMade"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/quality": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How well duplicates are found: expected and labelled precision and recall, duplicates by source, overlap of brands, cost of review.
         * @description Sources and brands are counted in the background once a day, as of 'asOf'; the rest is as of now.
         *
         *     Scope: `matching:read`.
         */
        get: {
            parameters: {
                query?: {
                    entity?: number;
                    kind?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MatchQualityReport"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/quality/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Has sources and brands counted anew in the background.
         * @description Scope: `matching:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Accepted */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/samples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Samples, newest first.
         * @description Scope: `matching:read`.
         */
        get: {
            parameters: {
                query?: {
                    entity?: number;
                    kind?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SampleList"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Draws pairs at random in bands of probability, to be labelled by people.
         * @description 10 to 2000 pairs, of those that are kept and those that were merged.
         *
         *     Scope: `matching:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SampleBody"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SampleView"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/samples/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A sample and the next pair of it to label.
         * @description Scope: `matching:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SampleView"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/matching/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Changes thresholds, and switches automatic merging on or off.
         * @description To switch it on, or to lower its threshold, takes the number of a dry run of the model in force at that threshold or a lower one, at most 24 hours old: else 422 /problems/dry-run-needed.
         *
         *     Scope: `matching:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SettingsBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SettingsView"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Removes one's own note; with profiles:write anybody's.
         * @description Scope: `service:write`.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        /**
         * Changes the text of one's own note.
         * @description Scope: `service:write`.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NoteBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NoteView"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Profiles, newest first: all, or those that match a query and conditions.
         * @description 'query' holds fragments of name, e-mail, phone, card or id in any order. A condition is a trait, an operator and a value: city=Москва, age>=18, birthday<=1990-12-31, name^=Ив (starts with), city!=Омск; or email? (known), email!? (not known). 'where' may be given several times.
         *
         *     Scope: `profiles:read`.
         */
        get: {
            parameters: {
                query?: {
                    count?: boolean;
                    cursor?: string;
                    kind?: string;
                    limit?: number;
                    query?: string;
                    where?: string[];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProfilePage"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A profile by id; an id that was merged away gives the profile it is part of now.
         * @description Scope: `profiles:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProfileView"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/{id}/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keeps how a call went, as an event 'Call Ended' of the profile; with callBackAt it makes a task too.
         * @description Scope: `service:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CallBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CallView"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/{id}/cart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What lies in a profile's cart and wish list.
         * @description As of the position that is said, the oldest first.
         *
         *     Scope: `profiles:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The profile's events across all sources, latest first.
         * @description 'type' and 'source' take several, separated by commas; 'event' is the exact name; 'from' is the earliest time and 'to' the first one left out. A page looks at no more than 10000 events: with filters it may be short, or empty, and still have a next one.
         *
         *     Scope: `profiles:read`.
         */
        get: {
            parameters: {
                query?: {
                    before?: string;
                    event?: string;
                    from?: string;
                    limit?: number;
                    source?: string;
                    to?: string;
                    type?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TimelinePage"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Merges and un-merges that the profile took part in, and its conflicts.
         * @description Scope: `profiles:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HistoryPage"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/{id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Joins another profile into this one; its id redirects from now on.
         * @description With dryRun nothing changes, and the answer is {profiles, newIds, refusal}: the profiles that would result as the list shows them, the ids of those that would be new (they get another id then), and why it would be refused, or null.
         *
         *     Scope: `profiles:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MergeBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StewardAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/{id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The notes on a profile, newest first.
         * @description Scope: `service:read`, `profiles:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NoteList"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Writes a note on a profile.
         * @description Of at most 10000 characters, and at most 500 on a profile. A note follows the records of its profile through merges and un-merges.
         *
         *     Scope: `service:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NoteBody"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NoteView"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/{id}/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A profile's orders with their lines, the newest first.
         * @description As of the position that is said; 'total' counts all of them. 'limit' is clamped to 1 to 500; default 50.
         *
         *     Scope: `profiles:read`.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/{id}/reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Shows masked values of one profile as they are; the audit log keeps who asked, for which fields and why.
         * @description Scope: `profiles:read`, `profiles:reveal`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RevealBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RevealedValues"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/{id}/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes a task for a profile.
         * @description At most 100 open ones for a profile. A task follows the records of its profile through merges and un-merges.
         *
         *     Scope: `service:write`, `profiles:read`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TaskBody"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TaskView"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/{id}/traits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * States values by hand; null takes one back, so that the next source's value shows again.
         * @description The values are kept as a record of the built-in source 'manual' and win over every source but a master source. An e-mail or another identifier among them is claimed as in any event, and may join the profile with another that has it. The answer is the profile.
         *
         *     Scope: `profiles:write`, `profiles:read`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TraitEditBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProfileView"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/{id}/unmerge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes records out of a profile; they become a profile of their own, or the one they were before a merge.
         * @description With dryRun nothing changes, and the answer is {profiles, newIds, refusal}: the profiles that would result as the list shows them, the ids of those that would be new (they get another id then), and why it would be refused, or null.
         *
         *     Scope: `profiles:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["UnmergeBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StewardAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/by/{type}/{value}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A profile by identifier; the value is normalised here.
         * @description user_id takes namespace:value, or a bare value where one namespace has it. Several candidates answer 409 and list them.
         *
         *     Scope: `profiles:read`.
         */
        get: {
            parameters: {
                query?: {
                    kind?: string;
                };
                header?: never;
                path: {
                    type: string;
                    value: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProfileView"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profiles/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The list as a CSV file; the same query and conditions.
         * @description 'columns' names traits, id, kind, createdAt and updatedAt, parted by commas; without it, all that the catalogue knows. The log keeps who took what.
         *
         *     Scope: `profiles:read`, `profiles:export`.
         */
        get: {
            parameters: {
                query?: {
                    columns?: string;
                    kind?: string;
                    query?: string;
                    where?: string[];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/quality": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the base is like: duplicates, contacts, conflicts, freshness and fill by source; fill of each trait.
         * @description Computed in the background once a day, and when the base has doubled; true as of 'asOf'. Shows at most 2000 traits, and 200 of each source. Traits that are not in the catalogue are not counted.
         *
         *     Scope: `stats:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["QualityReport"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/quality/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Has it computed anew in the background.
         * @description Scope: `catalogue:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Accepted */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/quarantine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Refused input, newest first, with counts by source and reason.
         * @description Refused input is personal data like any, so the token needs profiles:read besides quarantine:read. 'limit' is clamped to 1 to 500; default 50.
         *
         *     Scope: `quarantine:read`, `profiles:read`.
         */
        get: {
            parameters: {
                query?: {
                    before?: number;
                    limit?: number;
                    reason?: string;
                    source?: string;
                    state?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["QuarantinePage"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/quarantine/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One entry with its body.
         * @description Scope: `quarantine:read`, `profiles:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["QuarantineView"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/quarantine/{id}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Closes an entry without replaying it and removes its body. It stays counted as quarantined.
         * @description It cannot be taken back. Reason, time and the hash of the body stay; the same body sent again counts as a duplicate.
         *
         *     Scope: `quarantine:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DiscardResult"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/quarantine/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends an entry through ingest again, as it is or edited.
         * @description It closes the entry when the event is stored or turns out to be a duplicate. If it is refused again, the entry stays open and the answer says why.
         *
         *     Scope: `quarantine:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": null | components["schemas"]["ReplayBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ReplayResult"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/quarantine/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Discards the open entries of a source or a reason, a page at a time.
         * @description At most 1000 at once. It cannot be taken back: bodies are removed. Name a source or a reason, so that not everything goes by mistake.
         *
         *     Scope: `quarantine:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["QuarantineManyBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DiscardManyResult"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/quarantine/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends the open entries of a source or a reason through ingest again, a page at a time.
         * @description At most 1000 at once, newest first; 'next' goes on behind those that were refused again.
         *
         *     Scope: `quarantine:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["QuarantineManyBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ReplayManyResult"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/abc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What brings most of the revenue (A, B, C) and how evenly (X, Y, Z).
         * @description Days are days of the company's time zone, both ends included. docs/REPORTS.md defines each number. 'format=csv' gives the table as a file.
         *
         *     Scope: `reports:read`.
         */
        get: {
            parameters: {
                query?: {
                    a?: number;
                    b?: number;
                    brand?: string;
                    by?: string;
                    currency?: string;
                    format?: string;
                    from?: string;
                    rows?: number;
                    segment?: string;
                    source?: string;
                    to?: string;
                    x?: number;
                    y?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AbcView"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/abc/list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Saves the people behind a number as a static list.
         * @description The query is that of the list of people; the people are those of this moment.
         *
         *     Scope: `reports:read`, `profiles:read`, `segments:write`.
         */
        post: {
            parameters: {
                query?: {
                    a?: number;
                    b?: number;
                    brand?: string;
                    by?: string;
                    class?: string;
                    currency?: string;
                    format?: string;
                    from?: string;
                    key?: string;
                    rows?: number;
                    segment?: string;
                    source?: string;
                    to?: string;
                    x?: number;
                    xyz?: string;
                    y?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PeopleListBody"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PeopleListView"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/abc/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The people behind a number of the report, a page at a time.
         * @description The report's own parameters and those that name a number in it. 'limit' is clamped to 1 to 1000; default 100.
         *
         *     Scope: `reports:read`, `profiles:read`.
         */
        get: {
            parameters: {
                query?: {
                    a?: number;
                    b?: number;
                    brand?: string;
                    by?: string;
                    class?: string;
                    currency?: string;
                    cursor?: string;
                    format?: string;
                    from?: string;
                    key?: string;
                    limit?: number;
                    rows?: number;
                    segment?: string;
                    source?: string;
                    to?: string;
                    x?: number;
                    xyz?: string;
                    y?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Visits, orders and money by where they came from, and what it cost.
         * @description Days are days of the company's time zone, both ends included. docs/REPORTS.md defines each number. 'format=csv' gives the table as a file.
         *
         *     Scope: `reports:read`.
         */
        get: {
            parameters: {
                query?: {
                    brand?: string;
                    by?: string;
                    currency?: string;
                    format?: string;
                    from?: string;
                    model?: string;
                    segment?: string;
                    source?: string;
                    to?: string;
                    window?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CampaignsView"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/campaigns/list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Saves the people behind a number as a static list.
         * @description The query is that of the list of people; the people are those of this moment.
         *
         *     Scope: `reports:read`, `profiles:read`, `segments:write`.
         */
        post: {
            parameters: {
                query?: {
                    brand?: string;
                    by?: string;
                    currency?: string;
                    format?: string;
                    from?: string;
                    model?: string;
                    segment?: string;
                    source?: string;
                    to?: string;
                    utmCampaign?: string;
                    utmMedium?: string;
                    utmSource?: string;
                    window?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PeopleListBody"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PeopleListView"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/campaigns/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The people behind a number of the report, a page at a time.
         * @description The report's own parameters and those that name a number in it. 'limit' is clamped to 1 to 1000; default 100.
         *
         *     Scope: `reports:read`, `profiles:read`.
         */
        get: {
            parameters: {
                query?: {
                    brand?: string;
                    by?: string;
                    currency?: string;
                    cursor?: string;
                    format?: string;
                    from?: string;
                    limit?: number;
                    model?: string;
                    segment?: string;
                    source?: string;
                    to?: string;
                    utmCampaign?: string;
                    utmMedium?: string;
                    utmSource?: string;
                    window?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/cohorts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * People by when they bought first, and how many came back.
         * @description Days are days of the company's time zone, both ends included. docs/REPORTS.md defines each number. 'format=csv' gives the table as a file.
         *
         *     Scope: `reports:read`.
         */
        get: {
            parameters: {
                query?: {
                    brand?: string;
                    by?: string;
                    currency?: string;
                    format?: string;
                    from?: string;
                    measure?: string;
                    segment?: string;
                    source?: string;
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CohortsView"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/cohorts/list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Saves the people behind a number as a static list.
         * @description The query is that of the list of people; the people are those of this moment.
         *
         *     Scope: `reports:read`, `profiles:read`, `segments:write`.
         */
        post: {
            parameters: {
                query?: {
                    brand?: string;
                    by?: string;
                    cohort?: string;
                    currency?: string;
                    format?: string;
                    from?: string;
                    later?: number;
                    measure?: string;
                    segment?: string;
                    source?: string;
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PeopleListBody"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PeopleListView"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/cohorts/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The people behind a number of the report, a page at a time.
         * @description The report's own parameters and those that name a number in it. 'limit' is clamped to 1 to 1000; default 100.
         *
         *     Scope: `reports:read`, `profiles:read`.
         */
        get: {
            parameters: {
                query?: {
                    brand?: string;
                    by?: string;
                    cohort?: string;
                    currency?: string;
                    cursor?: string;
                    format?: string;
                    from?: string;
                    later?: number;
                    limit?: number;
                    measure?: string;
                    segment?: string;
                    source?: string;
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/costs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Costs of campaigns, of the last 30 days or of those named.
         * @description Scope: `reports:read`.
         */
        get: {
            parameters: {
                query?: {
                    from?: string;
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CostList"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Takes in what campaigns cost.
         * @description The body is CSV with the columns day, utm_source, cost and currency, and maybe utm_medium, utm_campaign, clicks and impressions. 'key' names the import: the same one again takes the place of itself, line by line.
         *
         *     Scope: `reports:write`.
         */
        post: {
            parameters: {
                query?: {
                    key?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CostsWritten"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/costs/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Removes an import of costs.
         * @description Scope: `reports:write`.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CostsRemoved"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/funnel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many people go on from step to step, how long it takes them, and where they stop.
         * @description Days are days of the company's time zone, both ends included. docs/REPORTS.md defines each number. 'format=csv' gives the table as a file.
         *
         *     Scope: `reports:read`.
         */
        get: {
            parameters: {
                query?: {
                    brand?: string;
                    by?: string;
                    currency?: string;
                    exclude?: string[];
                    format?: string;
                    from?: string;
                    mode?: string;
                    segment?: string;
                    source?: string;
                    step?: string[];
                    to?: string;
                    window?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FunnelView"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/funnel/list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Saves the people behind a number as a static list.
         * @description The query is that of the list of people; the people are those of this moment.
         *
         *     Scope: `reports:read`, `profiles:read`, `segments:write`.
         */
        post: {
            parameters: {
                query?: {
                    at?: number;
                    brand?: string;
                    by?: string;
                    currency?: string;
                    exclude?: string[];
                    format?: string;
                    from?: string;
                    key?: string;
                    mode?: string;
                    outcome?: string;
                    segment?: string;
                    source?: string;
                    step?: string[];
                    stopped?: number;
                    to?: string;
                    window?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PeopleListBody"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PeopleListView"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/funnel/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The people behind a number of the report, a page at a time.
         * @description The report's own parameters and those that name a number in it. 'limit' is clamped to 1 to 1000; default 100.
         *
         *     Scope: `reports:read`, `profiles:read`.
         */
        get: {
            parameters: {
                query?: {
                    at?: number;
                    brand?: string;
                    by?: string;
                    currency?: string;
                    cursor?: string;
                    exclude?: string[];
                    format?: string;
                    from?: string;
                    key?: string;
                    limit?: number;
                    mode?: string;
                    outcome?: string;
                    segment?: string;
                    source?: string;
                    step?: string[];
                    stopped?: number;
                    to?: string;
                    window?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/growth": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * New profiles and what is known of them.
         * @description Days are days of the company's time zone, both ends included. docs/REPORTS.md defines each number. 'format=csv' gives the table as a file.
         *
         *     Scope: `reports:read`.
         */
        get: {
            parameters: {
                query?: {
                    brand?: string;
                    by?: string;
                    currency?: string;
                    format?: string;
                    from?: string;
                    segment?: string;
                    source?: string;
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["GrowthView"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/growth/list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Saves the people behind a number as a static list.
         * @description The query is that of the list of people; the people are those of this moment.
         *
         *     Scope: `reports:read`, `profiles:read`, `segments:write`.
         */
        post: {
            parameters: {
                query?: {
                    brand?: string;
                    by?: string;
                    currency?: string;
                    format?: string;
                    from?: string;
                    key?: string;
                    of?: string;
                    segment?: string;
                    source?: string;
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PeopleListBody"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PeopleListView"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/growth/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The people behind a number of the report, a page at a time.
         * @description The report's own parameters and those that name a number in it. 'limit' is clamped to 1 to 1000; default 100.
         *
         *     Scope: `reports:read`, `profiles:read`.
         */
        get: {
            parameters: {
                query?: {
                    brand?: string;
                    by?: string;
                    currency?: string;
                    cursor?: string;
                    format?: string;
                    from?: string;
                    key?: string;
                    limit?: number;
                    of?: string;
                    segment?: string;
                    source?: string;
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/overlap": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Customers that brands or sources share, before and after matching.
         * @description Days are days of the company's time zone, both ends included. docs/REPORTS.md defines each number. 'format=csv' gives the table as a file.
         *
         *     Scope: `reports:read`.
         */
        get: {
            parameters: {
                query?: {
                    brand?: string;
                    by?: string;
                    currency?: string;
                    format?: string;
                    from?: string;
                    segment?: string;
                    source?: string;
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OverlapsView"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/overlap/list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Saves the people behind a number as a static list.
         * @description The query is that of the list of people; the people are those of this moment.
         *
         *     Scope: `reports:read`, `profiles:read`, `segments:write`.
         */
        post: {
            parameters: {
                query?: {
                    a?: string;
                    b?: string;
                    brand?: string;
                    by?: string;
                    currency?: string;
                    format?: string;
                    from?: string;
                    segment?: string;
                    source?: string;
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PeopleListBody"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PeopleListView"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/overlap/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The people behind a number of the report, a page at a time.
         * @description The report's own parameters and those that name a number in it. 'limit' is clamped to 1 to 1000; default 100.
         *
         *     Scope: `reports:read`, `profiles:read`.
         */
        get: {
            parameters: {
                query?: {
                    a?: string;
                    b?: string;
                    brand?: string;
                    by?: string;
                    currency?: string;
                    cursor?: string;
                    format?: string;
                    from?: string;
                    limit?: number;
                    segment?: string;
                    source?: string;
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/revenue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Net revenue by parts that add up to all of it, beside another time.
         * @description Days are days of the company's time zone, both ends included. docs/REPORTS.md defines each number. 'format=csv' gives the table as a file.
         *
         *     Scope: `reports:read`.
         */
        get: {
            parameters: {
                query?: {
                    brand?: string;
                    by?: string;
                    compare?: string;
                    currency?: string;
                    format?: string;
                    from?: string;
                    rows?: number;
                    segment?: string;
                    source?: string;
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RevenueView"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/revenue/list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Saves the people behind a number as a static list.
         * @description The query is that of the list of people; the people are those of this moment.
         *
         *     Scope: `reports:read`, `profiles:read`, `segments:write`.
         */
        post: {
            parameters: {
                query?: {
                    brand?: string;
                    by?: string;
                    compare?: string;
                    compared?: boolean;
                    currency?: string;
                    format?: string;
                    from?: string;
                    key?: string;
                    rows?: number;
                    segment?: string;
                    source?: string;
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PeopleListBody"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PeopleListView"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/revenue/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The people behind a number of the report, a page at a time.
         * @description The report's own parameters and those that name a number in it. 'limit' is clamped to 1 to 1000; default 100.
         *
         *     Scope: `reports:read`, `profiles:read`.
         */
        get: {
            parameters: {
                query?: {
                    brand?: string;
                    by?: string;
                    compare?: string;
                    compared?: boolean;
                    currency?: string;
                    cursor?: string;
                    format?: string;
                    from?: string;
                    key?: string;
                    limit?: number;
                    rows?: number;
                    segment?: string;
                    source?: string;
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/rfm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Levels of recency, frequency and money, and how many people have them.
         * @description Days are days of the company's time zone, both ends included. docs/REPORTS.md defines each number. 'format=csv' gives the table as a file.
         *
         *     Scope: `reports:read`.
         */
        get: {
            parameters: {
                query?: {
                    at?: string;
                    bounds?: string;
                    brand?: string;
                    currency?: string;
                    format?: string;
                    from?: string;
                    levels?: number;
                    mode?: string;
                    months?: number;
                    segment?: string;
                    source?: string;
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RfmView"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/rfm/list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Saves the people behind a number as a static list.
         * @description The query is that of the list of people; the people are those of this moment.
         *
         *     Scope: `reports:read`, `profiles:read`, `segments:write`.
         */
        post: {
            parameters: {
                query?: {
                    at?: string;
                    bounds?: string;
                    brand?: string;
                    currency?: string;
                    f?: number;
                    format?: string;
                    from?: string;
                    levels?: number;
                    m?: number;
                    mode?: string;
                    months?: number;
                    name?: string;
                    r?: number;
                    segment?: string;
                    source?: string;
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PeopleListBody"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PeopleListView"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/rfm/names": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Named groups of levels.
         * @description Scope: `reports:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RfmNamesBody"];
                    };
                };
            };
        };
        /**
         * Replaces the named groups; of those that hold for a person the first counts.
         * @description Scope: `reports:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RfmNamesBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RfmNamesBody"];
                    };
                };
            };
        };
        post?: never;
        /**
         * Goes back to the published groups.
         * @description Scope: `reports:write`.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RfmNamesBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/rfm/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The people behind a number of the report, a page at a time.
         * @description The report's own parameters and those that name a number in it. 'limit' is clamped to 1 to 1000; default 100.
         *
         *     Scope: `reports:read`, `profiles:read`.
         */
        get: {
            parameters: {
                query?: {
                    at?: string;
                    bounds?: string;
                    brand?: string;
                    currency?: string;
                    cursor?: string;
                    f?: number;
                    format?: string;
                    from?: string;
                    levels?: number;
                    limit?: number;
                    m?: number;
                    mode?: string;
                    months?: number;
                    name?: string;
                    r?: number;
                    segment?: string;
                    source?: string;
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/rfm/transitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * From which named group to which people went between two days.
         * @description Days are days of the company's time zone, both ends included. docs/REPORTS.md defines each number. 'format=csv' gives the table as a file.
         *
         *     Scope: `reports:read`.
         */
        get: {
            parameters: {
                query?: {
                    at?: string;
                    bounds?: string;
                    brand?: string;
                    currency?: string;
                    format?: string;
                    from?: string;
                    levels?: number;
                    mode?: string;
                    months?: number;
                    segment?: string;
                    source?: string;
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TransitionsView"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/rfm/transitions/list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Saves the people behind a number as a static list.
         * @description The query is that of the list of people; the people are those of this moment.
         *
         *     Scope: `reports:read`, `profiles:read`, `segments:write`.
         */
        post: {
            parameters: {
                query?: {
                    at?: string;
                    bounds?: string;
                    brand?: string;
                    change?: string;
                    currency?: string;
                    earlier?: string;
                    format?: string;
                    from?: string;
                    later?: string;
                    levels?: number;
                    mode?: string;
                    months?: number;
                    segment?: string;
                    source?: string;
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PeopleListBody"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PeopleListView"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/rfm/transitions/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The people behind a number of the report, a page at a time.
         * @description The report's own parameters and those that name a number in it. 'limit' is clamped to 1 to 1000; default 100.
         *
         *     Scope: `reports:read`, `profiles:read`.
         */
        get: {
            parameters: {
                query?: {
                    at?: string;
                    bounds?: string;
                    brand?: string;
                    change?: string;
                    currency?: string;
                    cursor?: string;
                    earlier?: string;
                    format?: string;
                    from?: string;
                    later?: string;
                    levels?: number;
                    limit?: number;
                    mode?: string;
                    months?: number;
                    segment?: string;
                    source?: string;
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The roles, what each may do and which classes of traits it sees.
         * @description Scope: `users:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UsersModuleRolePage"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/s/alias": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes one alias event; see the documentation of the SDK in use. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": unknown;
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Bad Request */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Payload Too Large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Too Many Requests */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/s/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a batch of events; see the documentation of the SDK in use. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": unknown;
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Bad Request */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Payload Too Large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Too Many Requests */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/s/event": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes one event event; see the documentation of the SDK in use. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": unknown;
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Bad Request */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Payload Too Large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Too Many Requests */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/s/group": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes one group event; see the documentation of the SDK in use. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": unknown;
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Bad Request */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Payload Too Large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Too Many Requests */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/s/identify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes one identify event; see the documentation of the SDK in use. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": unknown;
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Bad Request */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Payload Too Large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Too Many Requests */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/s/page": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes one page event; see the documentation of the SDK in use. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": unknown;
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Bad Request */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Payload Too Large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Too Many Requests */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/s/s2s/alias": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes one alias event; see the documentation of the SDK in use. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": unknown;
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Bad Request */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Payload Too Large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Too Many Requests */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/s/s2s/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a batch of events; see the documentation of the SDK in use. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": unknown;
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Bad Request */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Payload Too Large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Too Many Requests */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/s/s2s/event": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes one event event; see the documentation of the SDK in use. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": unknown;
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Bad Request */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Payload Too Large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Too Many Requests */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/s/s2s/group": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes one group event; see the documentation of the SDK in use. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": unknown;
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Bad Request */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Payload Too Large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Too Many Requests */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/s/s2s/identify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes one identify event; see the documentation of the SDK in use. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": unknown;
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Bad Request */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Payload Too Large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Too Many Requests */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/s/s2s/page": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes one page event; see the documentation of the SDK in use. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": unknown;
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Bad Request */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Payload Too Large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Too Many Requests */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/s/s2s/screen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes one screen event; see the documentation of the SDK in use. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": unknown;
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Bad Request */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Payload Too Large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Too Many Requests */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/s/s2s/track": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes one track event; see the documentation of the SDK in use. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": unknown;
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Bad Request */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Payload Too Large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Too Many Requests */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/s/screen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes one screen event; see the documentation of the SDK in use. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": unknown;
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Bad Request */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Payload Too Large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Too Many Requests */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/s/track": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes one track event; see the documentation of the SDK in use. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": unknown;
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Bad Request */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Unauthorized */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Payload Too Large */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Too Many Requests */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
                /** @description Service Unavailable */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemDetails"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/scopes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists what a token may be allowed to do.
         * @description Scope: `workspace:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TokensScope"][];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All segments, by key.
         * @description Scope: `segments:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SegmentList"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Makes a segment.
         * @description The form of a rule is docs/segment-rule.schema.json, also at GET /api/segments/schema. Days are days of the company's time zone (/api/company).
         *
         *     Scope: `segments:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewSegmentBody"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SegmentView"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A segment.
         * @description Scope: `segments:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SegmentView"];
                    };
                };
            };
        };
        /**
         * Changes a segment; its key stays.
         * @description The form of a rule is docs/segment-rule.schema.json, also at GET /api/segments/schema. Days are days of the company's time zone (/api/company). With 'version' it is refused when somebody else has changed the segment since.
         *
         *     Scope: `segments:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SegmentBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SegmentView"];
                    };
                };
            };
        };
        post?: never;
        /**
         * Removes a segment that no other refers to.
         * @description Scope: `segments:write`.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{key}/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Works all members out anew now, compares them with those that are kept, and puts right what is wrong.
         * @description Scope: `segments:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SegmentAuditView"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{key}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who entered and who left, when and why; newest first.
         * @description Kept for 90 days; the events themselves stay in the ledger.
         *
         *     Scope: `segments:read`, `profiles:read`.
         */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                };
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SegmentChanges"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{key}/list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Puts people on a list and takes others off it.
         * @description Of JSON at most 10000 each. A file as text/csv may be of any size; its first line names in the first column the type of identifiers, or 'profile', and all of it is added.
         *
         *     Scope: `segments:write`, `profiles:read`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ListBody"];
                    "text/csv": components["schemas"]["ListBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{key}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The members, a page at a time.
         * @description Worked out when asked, as of the position that is said. 'limit' is clamped to 1 to 1000; default 100.
         *
         *     Scope: `segments:read`, `profiles:read`.
         */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{key}/sizes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The size over time: by hour for 30 days, by day before that.
         * @description 'from' is 30 days ago and 'to' now when left out; the last known hour before 'from' comes first.
         *
         *     Scope: `segments:read`.
         */
        get: {
            parameters: {
                query?: {
                    from?: string;
                    to?: string;
                };
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SegmentSizes"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/overlap": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many members segments share, for each two of them.
         * @description 'keys' names 2 to 20 segments, parted by commas.
         *
         *     Scope: `segments:read`.
         */
        get: {
            parameters: {
                query?: {
                    keys?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SegmentOverlap"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * How many people a rule holds for, and some of them.
         * @description The form of a rule is docs/segment-rule.schema.json, also at GET /api/segments/schema. Days are days of the company's time zone (/api/company).
         *
         *     Scope: `segments:read`, `profiles:read`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PreviewBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The JSON schema of a rule.
         * @description Scope: `segments:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/seen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Events that the base holds, the most frequent first, with their properties: what a rule may name.
         * @description Scope: `segments:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SeenEvents"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/why": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Why a profile is in a segment or not, condition by condition.
         * @description The form of a rule is docs/segment-rule.schema.json, also at GET /api/segments/schema. Days are days of the company's time zone (/api/company).
         *
         *     Scope: `segments:read`, `profiles:read`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WhyBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WhyAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is signed in, and what the session may do and see.
         * @description Anybody who is signed in.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionView"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Signs in; the answer sets the cookie of the session.
         * @description With a second factor the first answer is 401 /problems/second-factor-needed; send the same again with 'code'. Requests with the session that change something carry the header X-Kartoteka-Request: 1.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SignInBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionView"];
                    };
                };
            };
        };
        /**
         * Signs out.
         * @description Anybody who is signed in.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        /**
         * Changes one's own name, language or theme.
         * @description Anybody who is signed in.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["OwnSessionPreferencesBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionView"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Changes one's own password and ends one's other sessions.
         * @description Anybody who is signed in.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["OwnSessionPasswordBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionView"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Turns the second factor on. The answer shows recovery codes, this once.
         * @description Anybody who is signed in.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SecondFactorCodeBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SecondFactorConfirmed"];
                    };
                };
            };
        };
        /**
         * Makes a secret for an authenticator app; it counts once a code confirms it.
         * @description Anybody who is signed in.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SecondFactorPasswordBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SecondFactorBegun"];
                    };
                };
            };
        };
        /**
         * Turns the second factor off.
         * @description Anybody who is signed in.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SecondFactorPasswordBody"];
                };
            };
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Live sessions: one's own with mine=true, everybody's for those who hold users:read.
         * @description Any token or session.
         */
        get: {
            parameters: {
                query?: {
                    mine?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionListPage"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Ends a session at once: one's own, or anybody's for those who hold users:write.
         * @description Any token or session.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists sources.
         * @description Scope: `sources:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SourceView"][];
                    };
                };
            };
        };
        put?: never;
        /**
         * Makes a source. The answer shows its write key, this once.
         * @description Scope: `sources:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CreateSourceBody"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SourceCreated"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sources/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shows a source.
         * @description Scope: `sources:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SourceView"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Changes a source's name, trust rank or switch.
         * @description Scope: `sources:write`.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ChangeSourceBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SourceView"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/sources/{key}/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What came from a source over time: received, stored, duplicate, quarantined.
         * @description By hours up to 7 days, by days beyond. 'days' is clamped to 1 to 366; default 30. A replayed quarantine entry moves to what it became, in the step in which it came.
         *
         *     Scope: `stats:read`.
         */
        get: {
            parameters: {
                query?: {
                    days?: number;
                };
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ActivityView"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sources/{key}/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The last events of a source and then each as it arrives, with what it became; server-sent events named "event".
         * @description Holds personal data, so the token needs profiles:read besides sources:read. 'recent' is clamped to 0 to 500. An event named "dropped" counts the lines that came faster than they were read. The stream ends when the token is revoked or the session ends.
         *
         *     Scope: `sources:read`, `profiles:read`.
         */
        get: {
            parameters: {
                query?: {
                    recent?: number;
                };
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": components["schemas"]["SseItemOfObject"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sources/{key}/write-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives a source a new write key, shown this once.
         * @description Scope: `sources:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    key: string;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": null | components["schemas"]["RotateWriteKeyBody"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RotateWriteKeyRotated"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sql": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Asks in SQL by a link, for spreadsheets and reporting tools.
         * @description One select over the views of GET /api/sql/views, in the words of the column store. No other table, no function that reads files or settings. What the asker does not see elsewhere is masked in the views; the audit log keeps the text. 'format' is json, jsonl or csv; without it, the header Accept decides. CSV and JSON lines are written as they are read; an answer that ends with as many rows as the header Kartoteka-Row-Limit says may have more.
         *
         *     Scope: `sql:read`.
         */
        get: {
            parameters: {
                query?: {
                    format?: string;
                    limit?: number;
                    query?: string;
                    timeoutSeconds?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        /**
         * Asks over the whole base in SQL.
         * @description One select over the views of GET /api/sql/views, in the words of the column store. No other table, no function that reads files or settings. What the asker does not see elsewhere is masked in the views; the audit log keeps the text.
         *
         *     Scope: `sql:read`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SqlBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sql/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Ends a query that runs.
         * @description Scope: `sql:read`.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sql/queries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Queries that are kept for all who ask in SQL.
         * @description Scope: `sql:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SavedQueryList"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Keeps a query.
         * @description Scope: `sql:read`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SavedQueryBody"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SavedQuery"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sql/queries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Changes a kept query.
         * @description With 'version' it is refused when somebody else has changed it since.
         *
         *     Scope: `sql:read`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SavedQueryBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SavedQuery"];
                    };
                };
            };
        };
        post?: never;
        /**
         * Forgets a kept query.
         * @description Scope: `sql:read`.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sql/running": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Queries that run: one's own, and all for who may change the workspace.
         * @description Scope: `sql:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RunningQueries"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sql/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The views that SQL may name, with their columns.
         * @description Scope: `sql:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SqlViewList"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the base waits for its first user, and the version of the program. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FirstUserState"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Makes the first administrator of a base without users and signs in.
         * @description The code is printed by the server at its start, as a link. Once there is a user the route answers 409.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["FirstUserBody"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionView"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Counters of the base and of each source, all of one moment.
         * @description received = stored + duplicate + quarantined holds in every answer. A replayed quarantine entry moves from quarantined to what it became.
         *
         *     Scope: `stats:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BaseStats"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/system": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The server itself: version, disk, memory, the ledger, its followers, the queue.
         * @description Scope: `stats:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SystemPageAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tasks: open ones by due time, done ones latest first.
         * @description 'assignee' is an id or 'me', 'state' is open or done. 'limit' is clamped to 1 to 200; default 50.
         *
         *     Scope: `profiles:read`, `service:read`.
         */
        get: {
            parameters: {
                query?: {
                    assignee?: string;
                    cursor?: string;
                    limit?: number;
                    profile?: string;
                    state?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TaskPage"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Changes a task, or says that it is done.
         * @description What is left out stays; null empties text, dueAt or assigneeId.
         *
         *     Scope: `profiles:read`, `service:write`.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TaskChangeBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TaskView"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists API tokens, without their secrets.
         * @description Scope: `workspace:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TokensView"][];
                    };
                };
            };
        };
        put?: never;
        /**
         * Makes an API token. The answer shows its secret, this once.
         * @description Scope: `workspace:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TokensBody"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TokensCreated"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revokes an API token at once.
         * @description Scope: `workspace:write`.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/traits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists traits, of persons or of accounts or of both.
         * @description Scope: `catalogue:read`.
         */
        get: {
            parameters: {
                query?: {
                    kind?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TraitsView"][];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/traits/{kind}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Declares a trait. Values of another type are quarantined from then on.
         * @description Scope: `catalogue:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    kind: string;
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TraitsBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TraitsView"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists people who sign in.
         * @description Scope: `users:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ManageUsersPage"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Adds somebody. The answer shows a password, this once, which is changed at the first sign-in.
         * @description Scope: `users:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ManageUsersAddBody"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ManageUsersAdded"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Changes a name, a role, or whether somebody may sign in; it acts on live sessions at once.
         * @description Scope: `users:write`.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ManageUsersChangeBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ManageUsersView"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/users/{id}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives somebody a new password, shown this once, and ends their sessions.
         * @description Scope: `users:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: {
                content: {
                    "application/json": null | components["schemas"]["ManageUsersPasswordBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ManageUsersNewPassword"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{id}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Ends all sessions of somebody.
         * @description Scope: `users:write`.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ManageUsersEndedSessions"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{id}/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Takes somebody's second factor away, as when the telephone is lost.
         * @description Scope: `users:write`.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{id}/unlock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ends the wait after failed sign-ins.
         * @description Scope: `users:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Saved views of the list of profiles: one's own and the shared ones.
         * @description Scope: `profiles:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SavedViewList"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Keeps a view of the list.
         * @description At most 100 for each owner.
         *
         *     Scope: `profiles:read`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SavedViewBody"];
                };
            };
            responses: {
                /** @description Created */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SavedViewView"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/views/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Replaces one's own view.
         * @description Scope: `profiles:read`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SavedViewBody"];
                };
            };
            responses: {
                /** @description OK */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SavedViewView"];
                    };
                };
            };
        };
        post?: never;
        /**
         * Removes one's own view.
         * @description Scope: `profiles:read`.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description No Content */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AbcClassView: {
            class: string;
            /** Format: int64 */
            items: number;
            /** Format: double */
            itemShare: null | number;
            /** Format: double */
            revenue: number;
            /** Format: double */
            revenueShare: null | number;
        };
        AbcItemView: {
            class: string;
            /** Format: double */
            cumulative: null | number;
            key: string;
            label: string;
            /** Format: int64 */
            people: number;
            /** Format: double */
            revenue: number;
            /** Format: double */
            share: null | number;
            /** Format: double */
            variation: null | number;
            xyz: string;
        };
        AbcMatrixCell: {
            class: string;
            /** Format: int64 */
            items: number;
            /** Format: int64 */
            people: number;
            /** Format: double */
            revenue: number;
            xyz: string;
        };
        AbcView: {
            /** Format: double */
            a: number;
            /** Format: int64 */
            asOf?: number;
            /** Format: date-time */
            at?: string;
            /** Format: double */
            b: number;
            by: string;
            classes: components["schemas"]["AbcClassView"][];
            currency?: null | string;
            /** Format: int64 */
            elapsedMs?: number;
            /** Format: date */
            from?: null | string;
            isComplete?: boolean;
            /** Format: int64 */
            items: number;
            list: components["schemas"]["AbcItemView"][];
            matrix: components["schemas"]["AbcMatrixCell"][];
            /** Format: int32 */
            months: number;
            otherCurrencies?: components["schemas"]["OtherCurrency"][];
            /** Format: double */
            revenue: number;
            /** Format: date */
            to?: null | string;
            /** Format: double */
            x: number;
            /** Format: double */
            y: number;
        };
        ActivityHour: {
            /** Format: date-time */
            at: string;
            /** Format: int32 */
            different: number;
            /** Format: int32 */
            later: number;
            /** Format: int32 */
            same: number;
            /** Format: int32 */
            undone: number;
        };
        ActivityPerson: {
            /** Format: int32 */
            decisions: number;
            id: string;
            /** Format: double */
            medianSeconds: null | number;
            /** Format: double */
            perHour: number;
            who: string;
        };
        ActivityPoint: {
            /** Format: date-time */
            at: string;
            /** Format: int64 */
            duplicate: number;
            /** Format: int64 */
            quarantined: number;
            /** Format: int64 */
            received: number;
            /** Format: int64 */
            stored: number;
        };
        ActivityView: {
            /** Format: date-time */
            from: string;
            points: components["schemas"]["ActivityPoint"][];
            step: string;
        };
        AnonymousTypeOfstringAndstring: {
            name: null | string;
            version: null | string;
        };
        ApplyView: {
            error: null | string;
            /** Format: int32 */
            groupsDone: number;
            /** Format: int32 */
            groupsTotal: null | number;
            /** Format: int64 */
            id: number;
            /** Format: int32 */
            profilesAdded: number;
            /** Format: int32 */
            profilesMerged: number;
            /** Format: date-time */
            startedAt: string;
            state: string;
        };
        Assignee: {
            id: string;
            name: string;
        };
        AssigneeList: {
            people: components["schemas"]["Assignee"][];
        };
        AuditEntry: {
            action: string;
            actor: string;
            /** Format: date-time */
            at: string;
            detail: string;
            hash: string;
            /** Format: int64 */
            sequence: number;
            subject: string;
        };
        AuditHead: {
            hash: string;
            /** Format: int64 */
            sequence: number;
        };
        AuditPage: {
            entries: components["schemas"]["AuditEntry"][];
            /** Format: int64 */
            next: null | number;
        };
        AuditVerdict: {
            /** Format: int64 */
            firstBadSequence: null | number;
            head: null | components["schemas"]["AuditHead"];
            whole: boolean;
        };
        AutomaticCounts: {
            /** Format: int64 */
            merged: number;
            /** Format: int64 */
            undone: number;
        };
        BaseStats: {
            /** Format: int64 */
            conflicts: number;
            /** Format: int64 */
            duplicate: number;
            /** Format: int64 */
            events: number;
            /** Format: int64 */
            position: number;
            /** Format: int64 */
            profiles: number;
            /** Format: int64 */
            quarantined: number;
            /** Format: int64 */
            quarantineOpen: number;
            /** Format: int64 */
            received: number;
            /** Format: int64 */
            records: number;
            sources: components["schemas"]["SourceStats"][];
            /** Format: int64 */
            stored: number;
        };
        BrandOverlap: {
            after: components["schemas"]["OverlapView"];
            before: components["schemas"]["OverlapView"];
            /** Format: int64 */
            customersFirst: number;
            /** Format: int64 */
            customersSecond: number;
            denominator: string;
            first: string;
            second: string;
        };
        BrandsBody: {
            key: null | string;
            legalEntity: null | string;
            name: null | string;
        };
        BrandsChange: {
            name: null | string;
        };
        BrandsView: {
            /** Format: date-time */
            createdAt: string;
            key: string;
            legalEntity: string;
            name: string;
        };
        CallBody: {
            assigneeId: null | string;
            /** Format: date-time */
            callBackAt: null | string;
            comment: null | string;
            direction: null | string;
            /** Format: int32 */
            durationSeconds: null | number;
            outcome: null | string;
            phone: null | string;
            /** Format: date-time */
            startedAt: null | string;
            topic: null | string;
        };
        CallView: {
            messageId: string;
            /** Format: int64 */
            position: number;
            /** Format: int64 */
            taskId: null | number;
        };
        CampaignsView: {
            /** Format: int64 */
            asOf?: number;
            /** Format: date-time */
            at?: string;
            by: string;
            currency?: null | string;
            /** Format: int64 */
            elapsedMs?: number;
            /** Format: date */
            from?: null | string;
            isComplete?: boolean;
            model: string;
            otherCurrencies?: components["schemas"]["OtherCurrency"][];
            rows: components["schemas"]["CampaignView"][];
            /** Format: date */
            to?: null | string;
            total: components["schemas"]["CampaignView"];
            /** Format: int32 */
            window: number;
        };
        CampaignView: {
            campaign: string;
            /** Format: int64 */
            clicks: number;
            /** Format: double */
            cost: number;
            /** Format: double */
            costShare: null | number;
            /** Format: int64 */
            impressions: number;
            medium: string;
            /** Format: double */
            orders: number;
            /** Format: int64 */
            people: number;
            /** Format: double */
            revenue: number;
            /** Format: double */
            romi: null | number;
            /** Format: double */
            share: null | number;
            source: string;
            /** Format: int64 */
            visitors: number;
            /** Format: int64 */
            visits: number;
        };
        ChangeImportMappingBody: {
            map: null | string[];
            options: null | components["schemas"]["ImportSettings"];
        };
        ChangeSourceBody: {
            enabled: null | boolean;
            name: null | string;
            /** Format: int32 */
            trustRank: null | number;
        };
        CohortMean: {
            /** Format: int32 */
            cohorts: number;
            /** Format: int32 */
            later: number;
            /** Format: double */
            share: null | number;
        };
        CohortsView: {
            /** Format: int64 */
            asOf?: number;
            /** Format: date-time */
            at?: string;
            by: string;
            cohorts: components["schemas"]["CohortView"][];
            currency?: null | string;
            /** Format: int64 */
            elapsedMs?: number;
            /** Format: date */
            from?: null | string;
            isComplete?: boolean;
            mean: components["schemas"]["CohortMean"][];
            measure: string;
            otherCurrencies?: components["schemas"]["OtherCurrency"][];
            periods: components["schemas"]["PeriodView"][];
            /** Format: date */
            to?: null | string;
        };
        CohortView: {
            /** Format: date */
            from: string;
            key: string;
            /** Format: int64 */
            people: number;
            shares: (null | number)[];
            values: number[];
        };
        ColumnView: {
            /** Format: double */
            filled: number;
            name: string;
            role: string;
        };
        CompanyBody: {
            timeZone: null | string;
        };
        CompanyView: {
            timeZone: string;
        };
        ComputedBody: {
            formula: components["schemas"]["JsonElement"];
            name: null | string;
            type: null | string;
            /** Format: int64 */
            version: null | number;
        };
        ComputedList: {
            computed: components["schemas"]["ComputedView"][];
        };
        ComputedView: {
            builtIn: boolean;
            formula: null | components["schemas"]["JsonElement"];
            key: string;
            name: string;
            type: string;
            /** Format: date-time */
            updatedAt: null | string;
            updatedBy: null | string;
            /** Format: int64 */
            version: number;
        };
        ConflictLine: {
            /** Format: date-time */
            at: string;
            /** Format: int64 */
            id: number;
            others: string[];
            profile: string;
            reason: string;
            record: components["schemas"]["RecordReference"];
            type: string;
            value: string;
        };
        ConflictPage: {
            conflicts: components["schemas"]["ConflictLine"][];
            /** Format: int64 */
            next: null | number;
        };
        ConflictView: {
            /** Format: date-time */
            at: string;
            /** Format: int64 */
            id: number;
            otherProfiles: string[];
            reason: string;
            record: components["schemas"]["RecordAddress"];
            state: string;
            type: string;
            value: string;
        };
        CostList: {
            costs: components["schemas"]["CostView"][];
        };
        CostsRemoved: {
            /** Format: int64 */
            removed: number;
        };
        CostsWritten: {
            refused: components["schemas"]["RefusedCost"][];
            /** Format: int32 */
            refusedCount: number;
            /** Format: int32 */
            written: number;
        };
        CostView: {
            campaign: string;
            /** Format: int64 */
            clicks: number;
            /** Format: double */
            cost: number;
            currency: string;
            /** Format: date */
            day: string;
            /** Format: int64 */
            impressions: number;
            key: string;
            medium: string;
            source: string;
        };
        CreateSourceBody: {
            brand: null | string;
            idNamespace: null | string;
            key: null | string;
            kind: null | string;
            name: null | string;
            /** Format: int32 */
            trustRank: null | number;
        };
        DashboardBody: {
            name: null | string;
            tiles: null | components["schemas"]["DashboardTile"][];
            /** Format: int64 */
            version: null | number;
        };
        DashboardList: {
            dashboards: components["schemas"]["DashboardView"][];
        };
        DashboardTile: {
            chart: null | string;
            parameters: null | {
                [key: string]: string[];
            };
            report: null | string;
            title: null | string;
            /** Format: int32 */
            width: null | number;
        };
        DashboardView: {
            isBuiltIn: boolean;
            key: string;
            name: string;
            tiles: components["schemas"]["DashboardTile"][];
            /** Format: date-time */
            updatedAt: null | string;
            updatedBy: null | string;
            /** Format: int64 */
            version: number;
        };
        DeadLetter: {
            /** Format: int32 */
            attempts: number;
            changeId: string;
            error: null | string;
            event: string;
            /** Format: int64 */
            id: number;
            /** Format: date-time */
            occurredAt: string;
            profile: string;
            segment: string;
        };
        DeadLetters: {
            letters: components["schemas"]["DeadLetter"][];
            /** Format: int64 */
            next: null | number;
        };
        DecideAnswer: {
            /** Format: int64 */
            count: number;
            /** Format: int32 */
            decided: number;
            /** Format: int32 */
            refused: number;
            /** Format: int64 */
            remaining: number;
            samples: components["schemas"]["PairRow"][];
        };
        DecideBody: {
            decision: null | string;
            dryRun: null | boolean;
            filter: null | components["schemas"]["DecideFilter"];
            reason: null | string;
        };
        DecidedSide: {
            id: string;
            name: string;
        };
        DecideFilter: {
            /** Format: int32 */
            entity: null | number;
            kind: null | string;
            /** Format: double */
            max: null | number;
            /** Format: double */
            min: null | number;
            pattern: null | string;
            source: null | string;
            state: null | string;
        };
        DecisionBody: {
            decision: null | string;
            reason: null | string;
            /** Format: int64 */
            sample: null | number;
            /** Format: double */
            seconds: null | number;
        };
        DecisionMade: {
            decision: components["schemas"]["PairDecision"];
            profile: null | string;
        };
        DecisionPage: {
            decisions: components["schemas"]["DecisionRow"][];
            next: null | string;
        };
        DecisionRow: {
            /** Format: date-time */
            at: string;
            automatic: boolean;
            decision: string;
            fields: components["schemas"]["PairField"][];
            first: components["schemas"]["DecidedSide"];
            /** Format: int64 */
            id: number;
            /** Format: int32 */
            modelVersion: number;
            pair: string;
            pattern: string;
            /** Format: double */
            probability: number;
            profile: null | string;
            reason: null | string;
            second: components["schemas"]["DecidedSide"];
            state: string;
            /** Format: date-time */
            undoneAt: null | string;
            undoneBy: null | string;
            who: string;
        };
        DecisionUndone: {
            /** Format: int64 */
            decision: number;
            pair: string;
        };
        DestinationBody: {
            columns: null | string[];
            events: null | string[];
            isEnabled: null | boolean;
            key: null | string;
            kind: null | string;
            name: null | string;
            segments: null | string[];
            url: null | string;
            /** Format: int64 */
            version: null | number;
        };
        DestinationCount: {
            /** Format: int64 */
            count: number;
        };
        DestinationList: {
            destinations: components["schemas"]["DestinationView"][];
        };
        DestinationTest: {
            /** Format: int64 */
            elapsedMs: number;
            error: null | string;
            /** Format: int32 */
            status: null | number;
            taken: boolean;
        };
        DestinationView: {
            columns: string[];
            /** Format: date-time */
            createdAt: string;
            /** Format: int64 */
            dead: number;
            events: string[];
            isEnabled: boolean;
            key: string;
            kind: string;
            lastError: null | string;
            /** Format: date-time */
            lastSuccessAt: null | string;
            name: string;
            /** Format: date-time */
            nextTryAt: null | string;
            secret: null | string;
            segments: string[];
            /** Format: int64 */
            sent: number;
            state: string;
            updatedBy: string;
            url: string;
            /** Format: int64 */
            version: number;
            /** Format: int64 */
            waiting: number;
        };
        DiscardManyResult: {
            /** Format: int32 */
            discarded: number;
            /** Format: int64 */
            remaining: number;
        };
        DiscardResult: {
            bodyKept: boolean;
            /** Format: int64 */
            id: number;
            state: string;
        };
        DryRunPart: {
            fromProfiles: string[];
            /** Format: int32 */
            records: number;
        };
        DryRunProfile: {
            id: string;
            /** Format: int32 */
            records: number;
        };
        DryRunResult: {
            /** Format: int64 */
            asOf: number;
            isPartial: boolean;
            /** Format: int32 */
            newProfiles: number;
            /** Format: int32 */
            profilesLookedAt: number;
            /** Format: int32 */
            profilesMerged: number;
            /** Format: int32 */
            profilesSplit: number;
            samples: components["schemas"]["DryRunSample"][];
        };
        DryRunSample: {
            after: components["schemas"]["DryRunPart"][];
            before: components["schemas"]["DryRunProfile"][];
        };
        EmbedKeysBody: {
            classes: null | string[];
            name: null | string;
            origins: null | string[];
        };
        EmbedKeysCreated: {
            classes: string[];
            /** Format: date-time */
            createdAt: string;
            id: string;
            name: string;
            origins: string[];
            secret: string;
        };
        EmbedKeysPage: {
            keys: components["schemas"]["EmbedKeysView"][];
        };
        EmbedKeysView: {
            classes: string[];
            /** Format: date-time */
            createdAt: string;
            id: string;
            name: string;
            origins: string[];
            /** Format: date-time */
            revokedAt: null | string;
        };
        EstimatedQuality: {
            atLower: null | components["schemas"]["ExpectedQuality"];
            atUpper: null | components["schemas"]["ExpectedQuality"];
            /** Format: double */
            recallGivenUp: number;
            thresholds: components["schemas"]["ThresholdPoint"][];
        };
        ExpectedQuality: {
            /** Format: double */
            precision: number;
            /** Format: double */
            recall: number;
        };
        Export: {
            by: string;
            /** Format: int64 */
            bytes: null | number;
            columns: string[];
            /** Format: date-time */
            createdAt: string;
            error: null | string;
            /** Format: date-time */
            expiresAt: string;
            format: string;
            id: string;
            /** Format: int64 */
            rows: number;
            segment: null | string;
            state: string;
            /** Format: int64 */
            total: null | number;
        };
        ExportBody: {
            columns: null | string[];
            format: null | string;
            rule: null | components["schemas"]["JsonElement"];
            segment: null | string;
        };
        ExportColumn: {
            isMasked: boolean;
            kind: string;
            name: string;
            of: string;
        };
        ExportColumns: {
            columns: components["schemas"]["ExportColumn"][];
        };
        ExportList: {
            exports: components["schemas"]["Export"][];
        };
        FamilyPairs: {
            /** Format: int64 */
            keptApart: number;
            /** Format: int32 */
            pairs: number;
            samples: components["schemas"]["PairRow"][];
        };
        FieldView: {
            levels: components["schemas"]["LevelView"][];
            name: string;
            shared: boolean;
        };
        FirstUserBody: {
            code: null | string;
            email: null | string;
            language: null | string;
            name: null | string;
            password: null | string;
        };
        FirstUserState: {
            needsFirstUser: boolean;
            product: string;
            version: string;
        };
        Freshness: {
            /** Format: int64 */
            d1: number;
            /** Format: int64 */
            d7: number;
            /** Format: int64 */
            d30: number;
            /** Format: int64 */
            d365: number;
            /** Format: int64 */
            older: number;
        };
        FunnelPartView: {
            key: string;
            label: string;
            steps: components["schemas"]["FunnelStepView"][];
        };
        FunnelStepView: {
            label: string;
            /** Format: double */
            medianSeconds: null | number;
            /** Format: double */
            p90Seconds: null | number;
            /** Format: int64 */
            people: number;
            /** Format: double */
            previousShare: null | number;
            /** Format: double */
            share: null | number;
            /** Format: int32 */
            step: number;
            /** Format: int64 */
            stopped: number;
        };
        FunnelView: {
            /** Format: int64 */
            asOf?: number;
            /** Format: date-time */
            at?: string;
            by: null | string;
            currency?: null | string;
            /** Format: int64 */
            elapsedMs?: number;
            /** Format: date */
            from?: null | string;
            isComplete?: boolean;
            mode: string;
            /** Format: int64 */
            open: number;
            otherCurrencies?: components["schemas"]["OtherCurrency"][];
            parts: components["schemas"]["FunnelPartView"][];
            /** Format: int64 */
            removed: number;
            steps: components["schemas"]["FunnelStepView"][];
            /** Format: date */
            to?: null | string;
            window: string;
        };
        GrowthPeriod: {
            /** Format: int64 */
            anonymous: number;
            /** Format: date */
            from: string;
            isUnfinished: boolean;
            /** Format: int64 */
            joined: number;
            key: string;
            /** Format: int64 */
            known: number;
            /** Format: int64 */
            new: number;
            /** Format: date */
            to: string;
            /** Format: int64 */
            total: number;
            /** Format: int64 */
            withEmail: number;
            /** Format: int64 */
            withPhone: number;
        };
        GrowthView: {
            /** Format: int64 */
            asOf?: number;
            /** Format: date-time */
            at?: string;
            by: string;
            currency?: null | string;
            /** Format: int64 */
            elapsedMs?: number;
            /** Format: date */
            from?: null | string;
            isComplete?: boolean;
            otherCurrencies?: components["schemas"]["OtherCurrency"][];
            rows: components["schemas"]["GrowthPeriod"][];
            /** Format: date */
            to?: null | string;
            /** Format: int64 */
            totalBefore: number;
        };
        /** @enum {unknown} */
        GuessBasis: "none" | "value" | "name";
        HealthRoutesHealth: {
            reason?: null | string;
            status: string;
        };
        HistoryPage: {
            conflicts: components["schemas"]["ConflictView"][];
            history: components["schemas"]["HistoryView"][];
        };
        HistoryView: {
            action: string;
            /** Format: date-time */
            at: string;
            from: string;
            messageId: null | string;
            /** Format: int64 */
            position: number;
            records: components["schemas"]["RecordAddress"][];
            to: string;
            who: string;
            why: string;
        };
        IdentifierFill: {
            /** Format: int64 */
            records: number;
            type: string;
        };
        IdentifierTypeSettings: {
            blocked: null | string[];
            /** Format: int32 */
            limit: null | number;
            name: null | string;
            /** Format: int32 */
            priority: null | number;
            shared: null | boolean;
        };
        IdentifierValue: {
            type: null | string;
            value: null | string;
        };
        IdentifierView: {
            /** Format: date-time */
            firstSeen: string;
            /** Format: date-time */
            lastSeen: string;
            masked: null | boolean;
            sources: string[];
            type: string;
            value: string;
        };
        IdentitySettings: {
            /** Format: int32 */
            recordsPerProfileMax: null | number;
            sharedValues: null | components["schemas"]["IdentifierValue"][];
            types: null | components["schemas"]["IdentifierTypeSettings"][];
        };
        ImportColumnView: {
            basis: components["schemas"]["GuessBasis"];
            column: string;
            guess: string;
            samples: string[];
            target: null | string;
        };
        ImportDryRunResult: {
            /** Format: int64 */
            changedRecords: number;
            /** Format: int64 */
            duplicate: number;
            /** Format: int64 */
            merges: number;
            mergeSamples: components["schemas"]["MergeSample"][];
            /** Format: int64 */
            newRecords: number;
            /** Format: int64 */
            quarantined: number;
            /** Format: int64 */
            refused: number;
            /** Format: int64 */
            rows: number;
            /** Format: int64 */
            skipped: number;
            /** Format: int64 */
            stored: number;
            /** Format: int64 */
            unchangedRecords: number;
        };
        ImportProgressView: {
            /** Format: int64 */
            bytes: number;
            /** Format: double */
            percent: null | number;
            /** Format: int64 */
            rows: number;
            /** Format: int64 */
            totalBytes: number;
            waitsFor: null | string;
        };
        ImportSettings: {
            cancellationPrefix?: null | string;
            currency?: null | string;
            dateOrder?: null | string;
            decimalSeparator?: null | string;
            encoding?: null | string;
            /** Format: date-time */
            occurredAt?: null | string;
            separator?: null | string;
            sheet?: null | string;
            skipAnonymous?: null | boolean;
            timeZone?: null | string;
        };
        /** @enum {unknown} */
        ImportTask: "import" | "dryRun" | "undo";
        ImportView: {
            /** Format: int64 */
            accepted: number;
            /** Format: int64 */
            bytes: number;
            columns: components["schemas"]["ImportColumnView"][];
            /** Format: date-time */
            createdAt: string;
            dryRun: null | components["schemas"]["ImportDryRunResult"];
            /** Format: int64 */
            duplicate: number;
            error: null | string;
            filesDeleted: boolean;
            /** Format: date-time */
            finishedAt: null | string;
            format: string;
            /** Format: int64 */
            id: number;
            kind: string;
            map: string[];
            mappingErrors: components["schemas"]["MappingError"][];
            name: string;
            options: components["schemas"]["ImportSettings"];
            progress: components["schemas"]["ImportProgressView"];
            /** Format: int64 */
            quarantined: number;
            /** Format: int64 */
            refused: number;
            refusedFile: null | string;
            /** Format: int64 */
            rows: number;
            sha256: string;
            /** Format: int64 */
            skipped: number;
            source: string;
            /** Format: date-time */
            startedAt: null | string;
            state: string;
            /** Format: int64 */
            stored: number;
            task: components["schemas"]["ImportTask"];
            /** Format: int64 */
            undoneEvents: number;
        };
        JsonElement: unknown;
        LabelledBand: {
            /** Format: double */
            from: number;
            /** Format: int32 */
            labelled: number;
            /** Format: int32 */
            same: number;
            /** Format: double */
            to: number;
        };
        LargeMerge: {
            profiles: unknown[];
            /** Format: int32 */
            size: number;
        };
        LearnBody: {
            /** Format: int32 */
            entity: null | number;
            kind: null | string;
        };
        LearningView: {
            error: null | string;
            stage: null | string;
            /** Format: date-time */
            startedAt: null | string;
            state: string;
        };
        LegalEntitiesBody: {
            inn: null | string;
            key: null | string;
            name: null | string;
        };
        LegalEntitiesChange: {
            inn: null | string;
            name: null | string;
        };
        LegalEntitiesView: {
            /** Format: date-time */
            createdAt: string;
            inn: null | string;
            key: string;
            name: string;
        };
        LevelView: {
            /** Format: double */
            h: number;
            /** Format: double */
            m: number;
            name: string;
            /** Format: double */
            u: number;
            /** Format: double */
            weight: number;
        };
        ListAnswer: {
            /** Format: int64 */
            added: number;
            /** Format: int64 */
            alreadyThere: number;
            notFound: string[];
            /** Format: int64 */
            notFoundCount: number;
            /** Format: int64 */
            removed: number;
        };
        ListBody: {
            add: null | components["schemas"]["ListedProfile"][];
            remove: null | components["schemas"]["ListedProfile"][];
        };
        ListedProfile: {
            profile: null | string;
            type: null | string;
            value: null | string;
        };
        ManageUsersAddBody: {
            email: null | string;
            language: null | string;
            name: null | string;
            password: null | string;
            role: null | string;
        };
        ManageUsersAdded: {
            /** Format: date-time */
            createdAt: string;
            disabled: boolean;
            email: string;
            hasTotp: boolean;
            /** Format: int32 */
            id: number;
            /** Format: date-time */
            lastSignInAt: null | string;
            /** Format: date-time */
            lockedUntil: null | string;
            mustChangePassword: boolean;
            name: string;
            password: null | string;
            role: string;
        };
        ManageUsersChangeBody: {
            disabled: null | boolean;
            name: null | string;
            role: null | string;
        };
        ManageUsersEndedSessions: {
            /** Format: int32 */
            ended: number;
        };
        ManageUsersNewPassword: {
            password: null | string;
        };
        ManageUsersPage: {
            users: components["schemas"]["ManageUsersView"][];
        };
        ManageUsersPasswordBody: {
            password: null | string;
        };
        ManageUsersView: {
            /** Format: date-time */
            createdAt: string;
            disabled: boolean;
            email: string;
            hasTotp: boolean;
            /** Format: int32 */
            id: number;
            /** Format: date-time */
            lastSignInAt: null | string;
            /** Format: date-time */
            lockedUntil: null | string;
            mustChangePassword: boolean;
            name: string;
            role: string;
        };
        MappingError: {
            column: string;
            detail: string;
        };
        MatchActivity: {
            hours: components["schemas"]["ActivityHour"][];
            people: components["schemas"]["ActivityPerson"][];
        };
        MatchDryRun: {
            families: components["schemas"]["FamilyPairs"];
            /** Format: int64 */
            id: number;
            largest: components["schemas"]["LargeMerge"][];
            /** Format: int32 */
            merges: number;
            /** Format: int32 */
            modelVersion: number;
            /** Format: int32 */
            pairs: number;
            /** Format: int64 */
            profilesAfter: number;
            /** Format: int64 */
            profilesBefore: number;
            refused: components["schemas"]["RefusedPairs"][];
            samples: components["schemas"]["PairRow"][];
            /** Format: double */
            upper: number;
        };
        MatchDryRunBody: {
            /** Format: int32 */
            entity: null | number;
            kind: null | string;
            /** Format: double */
            upper: null | number;
        };
        MatchEntity: {
            /** Format: int32 */
            id: number;
            name: string;
        };
        MatchIndexView: {
            /** Format: int64 */
            blocksSkipped: number;
            /** Format: int64 */
            gap: number;
            /** Format: double */
            lagSeconds: number;
            /** Format: int64 */
            position: number;
        };
        MatchingView: {
            index: components["schemas"]["MatchIndexView"];
            populations: components["schemas"]["PopulationView"][];
        };
        MatchQualityReport: {
            /** Format: int64 */
            asOf: number;
            automatic: components["schemas"]["AutomaticCounts"];
            brands: components["schemas"]["BrandOverlap"][];
            /** Format: date-time */
            computedAt: null | string;
            estimated: components["schemas"]["EstimatedQuality"];
            labelled: null | components["schemas"]["SampledQuality"];
            queue: components["schemas"]["QueueCost"];
            running: boolean;
            sources: components["schemas"]["SourceDuplicates"][];
        };
        MergeBody: {
            dryRun: null | boolean;
            why: null | string;
            with: null | string;
        };
        MergeSample: {
            from: string;
            to: string;
        };
        ModelView: {
            /** Format: int64 */
            asOf: number;
            columns: components["schemas"]["ColumnView"][];
            fields: components["schemas"]["FieldView"][];
            /** Format: date-time */
            learnedAt: string;
            /** Format: double */
            recallGivenUp: number;
            /** Format: int64 */
            records: number;
            rules: components["schemas"]["RuleView"][];
            thresholds: components["schemas"]["ThresholdPoint"][];
            /** Format: int32 */
            version: number;
        };
        NewComputedBody: {
            formula: components["schemas"]["JsonElement"];
            key: null | string;
            name: null | string;
            type: null | string;
        };
        NewDashboardBody: {
            key: null | string;
            name: null | string;
            tiles: null | components["schemas"]["DashboardTile"][];
        };
        NewSegmentBody: {
            description: null | string;
            key: null | string;
            kind?: null | string;
            name: null | string;
            rule?: unknown;
        };
        NoteBody: {
            text: null | string;
        };
        NoteList: {
            notes: components["schemas"]["NoteView"][];
        };
        NoteView: {
            author: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            editedAt: null | string;
            /** Format: int64 */
            id: number;
            text: string;
        };
        OtherCurrency: {
            currency: null | string;
            /** Format: int64 */
            orders: number;
        };
        OverlapPair: {
            a: string;
            after: components["schemas"]["OverlapShare"];
            b: string;
            before: components["schemas"]["OverlapShare"];
        };
        OverlapShare: {
            /** Format: int64 */
            both: number;
            /** Format: double */
            jaccard: null | number;
            /** Format: double */
            ofSmaller: null | number;
            /** Format: int64 */
            smaller: number;
            /** Format: int64 */
            union: number;
        };
        OverlapSize: {
            /** Format: int64 */
            after: number;
            /** Format: int64 */
            before: number;
            key: string;
            label: string;
        };
        OverlapsView: {
            /** Format: int64 */
            asOf?: number;
            /** Format: date-time */
            at?: string;
            by: string;
            currency?: null | string;
            /** Format: int64 */
            elapsedMs?: number;
            /** Format: date */
            from?: null | string;
            isComplete?: boolean;
            /** Format: int32 */
            left: number;
            otherCurrencies?: components["schemas"]["OtherCurrency"][];
            pairs: components["schemas"]["OverlapPair"][];
            sizes: components["schemas"]["OverlapSize"][];
            /** Format: date */
            to?: null | string;
        };
        OverlapView: {
            /** Format: int64 */
            both: number;
            /** Format: int64 */
            first: number;
            /** Format: int64 */
            second: number;
            /** Format: double */
            share: null | number;
        };
        OwnSessionPasswordBody: {
            current: null | string;
            new: null | string;
        };
        OwnSessionPreferencesBody: {
            language: null | string;
            name: null | string;
            theme: null | string;
        };
        PairDecision: {
            /** Format: date-time */
            at: string;
            decision: string;
            /** Format: int64 */
            id: number;
            reason: null | string;
            who: string;
        };
        PairDetail: {
            /** Format: date-time */
            createdAt: string;
            decision: null | components["schemas"]["PairDecision"];
            fields: components["schemas"]["PairFieldDetail"][];
            first: components["schemas"]["PairSide"];
            firstProfile: components["schemas"]["JsonElement"];
            /** Format: double */
            household: null | number;
            id: string;
            next: null | string;
            pattern: string;
            /** Format: double */
            prior: null | number;
            /** Format: double */
            probability: null | number;
            related: components["schemas"]["RelatedProfile"][];
            second: components["schemas"]["PairSide"];
            secondProfile: components["schemas"]["JsonElement"];
            state: string;
            /** Format: double */
            support: null | number;
            traits: components["schemas"]["PairTrait"][];
            /** Format: double */
            tries: null | number;
            /** Format: double */
            weight: null | number;
        };
        PairField: {
            level: null | string;
            name: string;
            /** Format: double */
            weight: number;
        };
        PairFieldDetail: {
            first: null | string;
            /** Format: double */
            frequency: null | number;
            level: string;
            name: string;
            second: null | string;
            /** Format: double */
            weight: null | number;
        };
        PairGroup: {
            fields: components["schemas"]["PairField"][];
            /** Format: double */
            maxProbability: number;
            /** Format: double */
            minProbability: number;
            /** Format: int64 */
            pairs: number;
            pattern: string;
        };
        PairGroups: {
            groups: components["schemas"]["PairGroup"][];
        };
        PairPage: {
            next: null | string;
            pairs: components["schemas"]["PairRow"][];
            /** Format: int64 */
            total: null | number;
        };
        PairRow: {
            /** Format: date-time */
            createdAt: string;
            decision: null | components["schemas"]["PairDecision"];
            fields: components["schemas"]["PairField"][];
            first: components["schemas"]["PairSide"];
            id: string;
            pattern: string;
            /** Format: double */
            probability: number;
            second: components["schemas"]["PairSide"];
            state: string;
            /** Format: double */
            weight: number;
        };
        PairSide: {
            city: null | string;
            id: string;
            name: string;
            /** Format: int32 */
            records: number;
            sources: string[];
            /** Format: date-time */
            updatedAt: string;
        };
        PairTrait: {
            class: string;
            first: null | components["schemas"]["JsonElement"];
            label: {
                [key: string]: string;
            };
            name: string;
            relation: string;
            second: null | components["schemas"]["JsonElement"];
        };
        PeopleListBody: {
            key: null | string;
            name: null | string;
        };
        PeopleListView: {
            /** Format: int64 */
            added: number;
            /** Format: int64 */
            asOf: number;
            key: string;
            name: string;
        };
        PeriodView: {
            /** Format: date */
            from: string;
            isUnfinished: boolean;
            key: string;
            /** Format: date */
            to: string;
        };
        PopulationView: {
            entity: components["schemas"]["MatchEntity"];
            kind: string;
            learning: components["schemas"]["LearningView"];
            model: null | components["schemas"]["ModelView"];
            /** Format: int64 */
            profiles: number;
            queue: components["schemas"]["QueueView"];
            /** Format: int64 */
            records: number;
            settings: components["schemas"]["SettingsView"];
            /** Format: double */
            suggestedThreshold: null | number;
        };
        PreviewBody: {
            rule: components["schemas"]["JsonElement"];
        };
        ProblemDetails: {
            detail?: null | string;
            instance?: null | string;
            /** Format: int32 */
            status?: null | number;
            title?: null | string;
            type?: null | string;
        };
        ProfilePage: {
            /** Format: int64 */
            asOf: number;
            next: null | string;
            profiles: components["schemas"]["ProfileSummary"][];
            /** Format: int64 */
            total: null | number;
            totalIsExact: null | boolean;
        };
        ProfileSummary: {
            /** Format: date-time */
            createdAt: string;
            id: string;
            identifiers: components["schemas"]["IdentifierView"][];
            kind: string;
            masked: null | string[];
            traits: Record<string, unknown>;
            /** Format: date-time */
            updatedAt: string;
        };
        ProfileTotals: {
            /** Format: int64 */
            accounts: number;
            /** Format: int64 */
            persons: number;
            /** Format: int64 */
            profiles: number;
        };
        ProfileView: {
            accounts: components["schemas"]["RelationView"][];
            computed: Record<string, unknown>;
            consents: unknown[];
            /** Format: date-time */
            createdAt: string;
            id: string;
            identifiers: components["schemas"]["IdentifierView"][];
            kind: string;
            masked: null | string[];
            provenance: {
                [key: string]: components["schemas"]["ProvenanceView"];
            };
            records: components["schemas"]["RecordView"][];
            segments: components["schemas"]["SegmentOfProfile"][];
            traits: Record<string, unknown>;
            /** Format: date-time */
            updatedAt: string;
        };
        ProvenanceView: {
            /** Format: date-time */
            at: string;
            externalId: string;
            rule: string;
            source: string;
        };
        QualityReport: {
            /** Format: int64 */
            asOf: number;
            /** Format: date-time */
            computedAt: null | string;
            running: boolean;
            sources: components["schemas"]["SourceQuality"][];
            totals: components["schemas"]["ProfileTotals"];
            traits: components["schemas"]["TraitQuality"][];
        };
        QuarantineManyBody: {
            /** Format: int64 */
            before: null | number;
            reason: null | string;
            source: null | string;
        };
        QuarantinePage: {
            items: components["schemas"]["QuarantineView"][];
            /** Format: int64 */
            next: null | number;
            reasons: components["schemas"]["QuarantineReason"][];
        };
        QuarantineReason: {
            /** Format: int64 */
            count: number;
            reason: string;
            source: string;
        };
        QuarantineView: {
            detail: string;
            /** Format: int64 */
            id: number;
            /** @default false */
            masked: boolean;
            messageId: null | string;
            raw: null | string;
            rawBase64: null | string;
            reason: string;
            /** Format: date-time */
            receivedAt: string;
            source: string;
            state: string;
            type: null | string;
        };
        QueueCost: {
            /** Format: int64 */
            decidedDifferent: number;
            /** Format: int64 */
            decidedSame: number;
            /** Format: double */
            hoursSpent: number;
            /** Format: double */
            hoursToEmpty: null | number;
            /** Format: int64 */
            later: number;
            /** Format: int64 */
            open: number;
            /** Format: double */
            perHour: null | number;
            /** Format: int64 */
            profilesAfter: number;
            /** Format: int64 */
            profilesBefore: number;
        };
        QueueView: {
            /** Format: int64 */
            above: number;
            /** Format: int64 */
            decided: number;
            /** Format: int64 */
            later: number;
            /** Format: int64 */
            open: number;
        };
        RebuildFollowerFollowerProgress: {
            available: boolean;
            error: null | string;
            /** Format: int64 */
            head: number;
            name: string;
            /** Format: int64 */
            position: number;
            rebuilding: boolean;
        };
        RecordAddress: {
            externalId: string;
            source: string;
        };
        RecordReference: {
            externalId: null | string;
            source: null | string;
        };
        RecordView: {
            /** Format: date-time */
            createdAt: string;
            externalId: string;
            source: string;
            traits: Record<string, unknown>;
            /** Format: date-time */
            updatedAt: string;
        };
        RefusedCost: {
            /** Format: int64 */
            line: number;
            reason: string;
        };
        RefusedPairs: {
            /** Format: int32 */
            count: number;
            reason: string;
        };
        RelatedProfile: {
            profile: components["schemas"]["JsonElement"];
            to: string;
            why: components["schemas"]["RelatedWhy"][];
        };
        RelatedWhy: {
            kind: string;
            /** Format: double */
            probability: null | number;
            type: null | string;
        };
        RelationView: {
            profileId: string;
            /** Format: date-time */
            since: string;
        };
        ReplayBody: {
            raw: null | string;
        };
        ReplayManyResult: {
            /** Format: int64 */
            next: null | number;
            /** Format: int64 */
            remaining: number;
            /** Format: int32 */
            replayed: number;
            /** Format: int32 */
            stillRefused: number;
        };
        ReplayResult: {
            detail: null | string;
            outcome: string;
            profileId: null | string;
            reason: null | string;
        };
        ResultingProfile: {
            id: string;
            records: components["schemas"]["StewardRecord"][];
        };
        RevealBody: {
            fields: null | string[];
            reason: null | string;
        };
        RevealedIdentifier: {
            type: string;
            value: string;
        };
        RevealedValues: {
            identifiers: components["schemas"]["RevealedIdentifier"][];
            traits: Record<string, unknown>;
        };
        RevenueChange: {
            /** Format: double */
            ordersPercent: null | number;
            /** Format: double */
            revenue: number;
            /** Format: double */
            revenuePercent: null | number;
        };
        RevenueNumbers: {
            /** Format: double */
            averageOrder: null | number;
            /** Format: int64 */
            orders: number;
            /** Format: int64 */
            people: number;
            /** Format: double */
            revenue: number;
        };
        RevenuePartView: {
            /** Format: double */
            averageOrder: null | number;
            before: null | components["schemas"]["RevenueNumbers"];
            change: null | components["schemas"]["RevenueChange"];
            key: string;
            label: string;
            /** Format: int64 */
            orders: number;
            /** Format: int64 */
            people: number;
            /** Format: double */
            revenue: number;
            /** Format: double */
            share: null | number;
        };
        RevenueRest: {
            /** Format: double */
            revenue: number;
            /** Format: int32 */
            rows: number;
            /** Format: double */
            share: null | number;
        };
        RevenueTotal: {
            /** Format: double */
            averageOrder: null | number;
            before: null | components["schemas"]["RevenueNumbers"];
            change: null | components["schemas"]["RevenueChange"];
            /** Format: int64 */
            orders: number;
            /** Format: int64 */
            people: number;
            /** Format: double */
            revenue: number;
        };
        RevenueView: {
            /** Format: int64 */
            asOf?: number;
            /** Format: date-time */
            at?: string;
            by: string;
            compare: string;
            /** Format: date */
            compareFrom: null | string;
            /** Format: date */
            compareTo: null | string;
            currency?: null | string;
            /** Format: int64 */
            elapsedMs?: number;
            /** Format: date */
            from?: null | string;
            isComplete?: boolean;
            ordersAddUp: boolean;
            otherCurrencies?: components["schemas"]["OtherCurrency"][];
            rest: null | components["schemas"]["RevenueRest"];
            rows: components["schemas"]["RevenuePartView"][];
            /** Format: date */
            to?: null | string;
            total: components["schemas"]["RevenueTotal"];
        };
        RfmBounds: {
            frequency: number[];
            monetary: number[];
            recency: number[];
        };
        RfmCell: {
            /** Format: int32 */
            f: number;
            /** Format: int32 */
            m: number;
            name: string;
            /** Format: int64 */
            orders: number;
            /** Format: int64 */
            people: number;
            /** Format: int32 */
            r: number;
            /** Format: double */
            revenue: number;
        };
        RfmGridCell: {
            /** Format: int32 */
            f: number;
            /** Format: int64 */
            orders: number;
            /** Format: int64 */
            people: number;
            /** Format: int32 */
            r: number;
            /** Format: double */
            revenue: number;
        };
        RfmGroupView: {
            key: string;
            name: null | string;
            /** Format: int64 */
            orders: number;
            /** Format: int64 */
            people: number;
            /** Format: double */
            revenue: number;
            /** Format: double */
            share: null | number;
        };
        RfmNamesBody: {
            names: null | components["schemas"]["RfmNameView"][];
            /** Format: int64 */
            version: null | number;
        };
        RfmNameView: {
            frequency: null | number[];
            key: null | string;
            monetary: null | number[];
            name: null | string;
            recency: null | number[];
        };
        RfmView: {
            /** Format: int64 */
            asOf?: number;
            /** Format: date-time */
            at?: string;
            bounds: null | components["schemas"]["RfmBounds"];
            cells: components["schemas"]["RfmCell"][];
            currency?: null | string;
            /** Format: date */
            day: string;
            /** Format: int64 */
            elapsedMs?: number;
            /** Format: date */
            from?: null | string;
            grid: components["schemas"]["RfmGridCell"][];
            isComplete?: boolean;
            /** Format: int32 */
            levels: number;
            mode: string;
            names: components["schemas"]["RfmGroupView"][];
            /** Format: int64 */
            orders: number;
            otherCurrencies?: components["schemas"]["OtherCurrency"][];
            /** Format: int64 */
            people: number;
            /** Format: double */
            revenue: number;
            /** Format: date */
            to?: null | string;
        };
        RotateWriteKeyBody: {
            revokeOthers: null | boolean;
        };
        RotateWriteKeyRotated: {
            key: string;
            writeKey: string;
        };
        RuleView: {
            /** Format: double */
            gain: number;
            name: string;
            /** Format: int64 */
            pairs: number;
        };
        RunningQueries: {
            queries: components["schemas"]["RunningQuery"][];
        };
        RunningQuery: {
            by: string;
            /** Format: int64 */
            id: number;
            sql: string;
            /** Format: date-time */
            startedAt: string;
        };
        SampleBody: {
            /** Format: int32 */
            entity: null | number;
            kind: null | string;
            /** Format: int32 */
            size: null | number;
        };
        SampledQuality: {
            bands: components["schemas"]["LabelledBand"][];
            /** Format: int32 */
            pairs: number;
            precision: components["schemas"]["ShareView"];
            recall: components["schemas"]["ShareView"];
            /** Format: int64 */
            sample: number;
            /** Format: double */
            suggestedThreshold: null | number;
        };
        SampleList: {
            samples: components["schemas"]["SampleView"][];
        };
        SampleStratum: {
            /** Format: int32 */
            drawn: number;
            /** Format: double */
            from: number;
            /** Format: int64 */
            pairs: number;
            /** Format: double */
            to: number;
        };
        SampleView: {
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            /** Format: int32 */
            entity: number;
            /** Format: int64 */
            id: number;
            kind: string;
            /** Format: int32 */
            labelled: number;
            /** Format: int32 */
            modelVersion: number;
            next: null | string;
            /** Format: int32 */
            size: number;
            strata: components["schemas"]["SampleStratum"][];
        };
        SavedQuery: {
            /** Format: int32 */
            id: number;
            name: string;
            sql: string;
            /** Format: date-time */
            updatedAt: string;
            updatedBy: string;
            /** Format: int32 */
            version: number;
        };
        SavedQueryBody: {
            name: null | string;
            sql: null | string;
            /** Format: int32 */
            version: null | number;
        };
        SavedQueryList: {
            queries: components["schemas"]["SavedQuery"][];
        };
        SavedViewBody: {
            columns: null | string[];
            name: null | string;
            query: null | string;
            shared: null | boolean;
            where: null | string[];
        };
        SavedViewList: {
            views: components["schemas"]["SavedViewView"][];
        };
        SavedViewView: {
            columns: string[];
            /** Format: int64 */
            id: number;
            name: string;
            own: boolean;
            owner: string;
            query: string;
            shared: boolean;
            where: string[];
        };
        SecondFactorBegun: {
            secret: string;
            uri: string;
        };
        SecondFactorCodeBody: {
            code: null | string;
        };
        SecondFactorConfirmed: {
            recoveryCodes: string[];
        };
        SecondFactorPasswordBody: {
            password: null | string;
        };
        SeenEvent: {
            /** Format: int64 */
            count: number;
            kind: string;
            name: string;
            properties: components["schemas"]["SeenProperty"][];
        };
        SeenEvents: {
            /** Format: int64 */
            asOf: number;
            events: components["schemas"]["SeenEvent"][];
            isComplete: boolean;
        };
        SeenProperty: {
            name: string;
            type: string;
        };
        SegmentAuditView: {
            /** Format: date-time */
            at: string;
            /** Format: int64 */
            differences: number;
        };
        SegmentBody: {
            description: null | string;
            name: null | string;
            rule?: unknown;
            /** Format: int64 */
            version?: null | number;
        };
        SegmentChanges: {
            changes: components["schemas"]["SegmentChangeView"][];
            next: null | string;
        };
        SegmentChangeView: {
            /** Format: date-time */
            at: string;
            change: string;
            /** Format: int64 */
            count: number;
            name: null | string;
            profileId: null | string;
            reason: string;
        };
        SegmentList: {
            segments: components["schemas"]["SegmentView"][];
        };
        SegmentOfProfile: {
            key: string;
            name: string;
            /** Format: date-time */
            since: string;
        };
        SegmentOverlap: {
            /** Format: int64 */
            asOf: number;
            pairs: components["schemas"]["SegmentOverlapPair"][];
            sizes: components["schemas"]["SegmentOverlapSize"][];
        };
        SegmentOverlapPair: {
            a: string;
            b: string;
            /** Format: int64 */
            both: number;
            /** Format: double */
            jaccard: number;
            /** Format: double */
            shareOfSmaller: number;
        };
        SegmentOverlapSize: {
            key: string;
            /** Format: int64 */
            size: number;
        };
        SegmentSizes: {
            sizes: components["schemas"]["SegmentSizeView"][];
        };
        SegmentSizeView: {
            /** Format: date-time */
            at: string;
            /** Format: int64 */
            entered: number;
            /** Format: int64 */
            exited: number;
            /** Format: int64 */
            size: number;
        };
        SegmentView: {
            /** Format: int64 */
            asOf: number;
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            description: string;
            /** Format: int64 */
            entered24h: number;
            error: null | string;
            /** Format: date-time */
            evaluatedAt: null | string;
            /** Format: int64 */
            exited24h: number;
            key: string;
            kind: string;
            /** Format: double */
            lagSeconds: number;
            lastAudit: null | components["schemas"]["SegmentAuditView"];
            name: string;
            rule: components["schemas"]["JsonElement"];
            /** Format: int64 */
            size: number;
            state: string;
            /** Format: date-time */
            updatedAt: string;
            updatedBy: string;
            /** Format: int64 */
            version: number;
        };
        SessionListPage: {
            sessions: components["schemas"]["SessionListView"][];
        };
        SessionListView: {
            address: string;
            agent: string;
            /** Format: date-time */
            createdAt: string;
            current: boolean;
            email: string;
            /** Format: date-time */
            expiresAt: string;
            /** Format: int32 */
            id: number;
            /** Format: date-time */
            lastUsedAt: string;
            /** Format: int32 */
            userId: number;
        };
        SessionView: {
            scopes: string[];
            user: components["schemas"]["SignedInView"];
            visibleClasses: string[];
        };
        SettingsBody: {
            afterRelearning: null | boolean;
            automatic: null | boolean;
            /** Format: int64 */
            dryRun: null | number;
            /** Format: int32 */
            entity: null | number;
            kind: null | string;
            /** Format: double */
            lower: null | number;
            /** Format: double */
            upper: null | number;
        };
        SettingsView: {
            afterRelearning: boolean;
            automatic: boolean;
            /** Format: double */
            lower: number;
            switchedOff: null | string;
            /** Format: double */
            upper: number;
        };
        ShareView: {
            /** Format: double */
            high: number;
            /** Format: double */
            low: number;
            /** Format: double */
            value: null | number;
        };
        SignedInView: {
            email: string;
            hasTotp: boolean;
            /** Format: int32 */
            id: number;
            language: string;
            mustChangePassword: boolean;
            name: string;
            role: string;
            theme: string;
        };
        SignInBody: {
            code: null | string;
            email: null | string;
            password: null | string;
        };
        SourceCreated: {
            brand: string;
            /** Format: date-time */
            createdAt: string;
            enabled: boolean;
            idNamespace: string;
            key: string;
            kind: string;
            name: string;
            /** Format: int32 */
            trustRank: number;
            writeKey: string;
        };
        SourceDuplicates: {
            /** Format: int64 */
            duplicates: number;
            /** Format: int64 */
            profiles: number;
            /** Format: int64 */
            records: number;
            /** Format: double */
            share: number;
            source: string;
            /** Format: int64 */
            withOthers: number;
        };
        SourceQuality: {
            /** Format: int64 */
            conflicts: number;
            /** Format: int64 */
            duplicates: number;
            identifiers: components["schemas"]["IdentifierFill"][];
            /** Format: int64 */
            invalidEmail: number;
            /** Format: int64 */
            invalidPhone: number;
            /** Format: date-time */
            lastReceivedAt: null | string;
            /** Format: int64 */
            profiles: number;
            /** Format: int64 */
            quarantined: number;
            /** Format: int64 */
            records: number;
            /** Format: double */
            recordsPerProfile: number;
            source: string;
            traits: components["schemas"]["TraitFill"][];
            updatedWithin: components["schemas"]["Freshness"];
            /** Format: int64 */
            withEmail: number;
            /** Format: int64 */
            withPhone: number;
        };
        SourceStats: {
            /** Format: int64 */
            duplicate: number;
            /** Format: date-time */
            lastReceivedAt: null | string;
            /** Format: int64 */
            quarantined: number;
            /** Format: int64 */
            received: number;
            source: string;
            /** Format: int64 */
            stored: number;
        };
        SourceView: {
            brand: string;
            /** Format: date-time */
            createdAt: string;
            enabled: boolean;
            idNamespace: string;
            key: string;
            kind: string;
            name: string;
            /** Format: int32 */
            trustRank: number;
        };
        SqlBody: {
            /** Format: int32 */
            limit: null | number;
            sql: null | string;
            /** Format: int32 */
            timeoutSeconds: null | number;
        };
        SqlColumn: {
            masked: boolean;
            meaning: string;
            name: string;
            type: string;
        };
        SqlView: {
            columns: components["schemas"]["SqlColumn"][];
            meaning: string;
            name: string;
        };
        SqlViewList: {
            dialect: null | string;
            views: components["schemas"]["SqlView"][];
        };
        SseItemOfObject: {
            data?: unknown;
            eventId?: null | string;
            eventType?: null | string;
            reconnectionInterval?: null | string;
        };
        StewardAnswer: {
            profiles: components["schemas"]["ResultingProfile"][];
        };
        StewardRecord: {
            externalId: null | string;
            source: null | string;
        };
        SystemPageAnswer: {
            followers: components["schemas"]["SystemPageFollowerPart"][];
            /** Format: int64 */
            freeBytes: number;
            ledger: components["schemas"]["SystemPageLedgerPart"];
            /** Format: int64 */
            memoryBytes: number;
            queue: components["schemas"]["SystemPageQueuePart"];
            /** Format: date-time */
            startedAt: string;
            /** Format: int64 */
            storedBytes: number;
            version: string;
        };
        SystemPageFollowerPart: {
            error: null | string;
            /** Format: int64 */
            gap: number;
            /** Format: double */
            lagSeconds: number;
            name: string;
            /** Format: int64 */
            position: number;
        };
        SystemPageLedgerPart: {
            /** Format: int64 */
            head: number;
            stoppedBecause: null | string;
        };
        SystemPageQueuePart: {
            /** Format: int64 */
            limit: number;
            /** Format: int64 */
            waiting: number;
        };
        TaskBody: {
            assigneeId: null | string;
            /** Format: date-time */
            dueAt: null | string;
            text: null | string;
            title: null | string;
        };
        TaskChangeBody: {
            assigneeId: components["schemas"]["JsonElement"];
            dueAt: components["schemas"]["JsonElement"];
            state: null | string;
            text: components["schemas"]["JsonElement"];
            title: null | string;
        };
        TaskPage: {
            next: null | string;
            tasks: components["schemas"]["TaskView"][];
        };
        TaskProfile: {
            id: string;
            name: string;
        };
        TaskView: {
            assignee: null | components["schemas"]["Assignee"];
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            /** Format: date-time */
            doneAt: null | string;
            doneBy: null | string;
            /** Format: date-time */
            dueAt: null | string;
            /** Format: int64 */
            id: number;
            profile: components["schemas"]["TaskProfile"];
            state: string;
            text: null | string;
            title: string;
        };
        ThresholdPoint: {
            /** Format: int64 */
            pairs?: number;
            /** Format: double */
            precision?: number;
            /** Format: double */
            recall?: number;
            /** Format: double */
            threshold?: number;
        };
        TimelineEvent: {
            body: components["schemas"]["JsonElement"];
            event: null | string;
            externalId: null | string;
            messageId: string;
            /** Format: date-time */
            occurredAt: string;
            /** Format: date-time */
            originalTimestamp: null | string;
            /** Format: int64 */
            position: number;
            /** Format: date-time */
            receivedAt: string;
            /** Format: date-time */
            sentAt: null | string;
            source: string;
            type: string;
        };
        TimelinePage: {
            events: components["schemas"]["TimelineEvent"][];
            next: null | string;
        };
        TokensBody: {
            name: null | string;
            scopes: null | string[];
        };
        TokensCreated: {
            /** Format: date-time */
            createdAt: string;
            /** Format: int32 */
            id: number;
            name: string;
            scopes: string[];
            token: string;
        };
        TokensScope: {
            description: string;
            name: string;
        };
        TokensView: {
            /** Format: date-time */
            createdAt: string;
            /** Format: int32 */
            id: number;
            name: string;
            /** Format: date-time */
            revokedAt: null | string;
            scopes: string[];
        };
        TraitEditBody: {
            reason: null | string;
            traits: null | Record<string, unknown>;
        };
        TraitFill: {
            name: string;
            /** Format: int64 */
            records: number;
        };
        TraitQuality: {
            bySource: {
                [key: string]: number;
            };
            /** Format: int64 */
            filled: number;
            kind: string;
            /** Format: date-time */
            lastUpdatedAt: string;
            name: string;
        };
        TraitsBody: {
            label: null | {
                [key: string]: string;
            };
            masterSource: null | string;
            privacyClass: null | string;
            purpose: null | string;
            /** Format: int32 */
            retentionDays: null | number;
            type: null | string;
        };
        TraitsView: {
            declared: boolean;
            /** Format: date-time */
            firstSeen: string;
            kind: string;
            label: {
                [key: string]: string;
            };
            masterSource: null | string;
            name: string;
            privacyClass: string;
            purpose: null | string;
            /** Format: int32 */
            retentionDays: null | number;
            type: string;
        };
        TransitionCell: {
            earlier: string;
            later: string;
            /** Format: int64 */
            people: number;
        };
        TransitionGroup: {
            key: string;
            name: null | string;
        };
        TransitionsView: {
            /** Format: int64 */
            asOf?: number;
            /** Format: date-time */
            at?: string;
            cells: components["schemas"]["TransitionCell"][];
            currency?: null | string;
            /** Format: int64 */
            elapsedMs?: number;
            /** Format: date */
            from?: null | string;
            isComplete?: boolean;
            names: components["schemas"]["TransitionGroup"][];
            otherCurrencies?: components["schemas"]["OtherCurrency"][];
            /** Format: date */
            to?: null | string;
        };
        UnmergeBody: {
            dryRun: null | boolean;
            records: null | components["schemas"]["StewardRecord"][];
            why: null | string;
        };
        UsersModuleRolePage: {
            roles: components["schemas"]["UsersModuleRoleView"][];
        };
        UsersModuleRoleView: {
            name: string;
            scopes: string[];
            visibleClasses: string[];
        };
        WhyAnswer: {
            /** Format: int64 */
            asOf: number;
            conditions: components["schemas"]["WhyCondition"][];
            holds: boolean;
        };
        WhyBody: {
            profile: null | string;
            rule: components["schemas"]["JsonElement"];
        };
        WhyCondition: {
            holds: boolean;
            pointer: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
