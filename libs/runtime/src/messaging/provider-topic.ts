/** The topic of one provider's notices, on the same broker as the topics of the services. */
export const providerTopicOf = (organisationId: string): string => `notices.${organisationId}`;

/** What the names of such topics begin with. */
export const PROVIDER_TOPICS = providerTopicOf('');

/** How long a notice stays on a provider's topic: nobody is checked who reads it there. */
export const PROVIDER_TOPIC_DAYS = 7;
