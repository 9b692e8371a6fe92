/**
 * Time is UTC, as on AWS: for the runtime and for the functions that run in its threads. Imported before everything else, since
 * Node reads the zone when a date is first written out.
 */
process.env['TZ'] = 'UTC';
