<?php
/**
 * Must-use plugin of the tests: WordPress may fetch cards from a glossary on this machine, and nothing from elsewhere.
 */

const THIS_MACHINE = array( '127.0.0.1', 'localhost' );

add_filter( 'http_request_host_is_external', fn( $external, $host ) => in_array( $host, THIS_MACHINE, true ), 10, 2 );
add_filter( 'http_allowed_safe_ports', fn( $ports, $host, $url ) => array( ...$ports, (int) wp_parse_url( $url, PHP_URL_PORT ) ), 10, 3 );
add_filter( 'pre_http_request', fn( $response, $args, $url ) => in_array( wp_parse_url( $url, PHP_URL_HOST ), THIS_MACHINE, true ) ? $response : new WP_Error( 'offline' ), 10, 3 );
