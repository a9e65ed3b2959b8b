/** The only two channels there are. */
export const callChannel = 'giaouoc:call'
export const topicChannel = 'giaouoc:topic'

/** Where the screens live. Everything that arrives from elsewhere is refused. */
export const pageScheme = 'app'
export const pageOrigin = 'app://giaouoc'
