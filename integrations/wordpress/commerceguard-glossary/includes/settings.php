<?php
/**
 * The settings: their defaults, and the values that are accepted. They are one option.
 *
 * @package CommerceGuard\Glossary
 */

namespace CommerceGuard\Glossary;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

const OPTION = 'commerceguard_glossary'; // uninstall.php deletes it.

const DEFAULTS = array(
	'url'       => '',
	'automatic' => false,
	'selector'  => '.entry-content', // The text of a post in WordPress's own themes and most others.
	'marks'     => 1,
);

const MOST_MARKS = 20;

/**
 * Return the settings, with defaults for those that were never saved.
 */
function settings(): array {
	$saved = get_option( OPTION );
	return array_merge( DEFAULTS, is_array( $saved ) ? array_intersect_key( $saved, DEFAULTS ) : array() );
}

/**
 * Return the address of the glossary without a slash at its end; empty if it is not set.
 */
function glossary_url(): string {
	return (string) settings()['url'];
}

/**
 * Return the settings that a form sent, each one valid; an address that is not one keeps the old address.
 *
 * @param mixed $sent What was sent.
 */
function sanitize_settings( $sent ): array {
	$sent = is_array( $sent ) ? $sent : array();
	$text = static fn( string $name ): string => isset( $sent[ $name ] ) && is_scalar( $sent[ $name ] ) ? trim( (string) $sent[ $name ] ) : '';

	$selector = sanitize_text_field( $text( 'selector' ) );
	return array(
		'url'       => sanitize_glossary_url( $text( 'url' ) ),
		'automatic' => '1' === $text( 'automatic' ),
		'selector'  => '' === $selector ? DEFAULTS['selector'] : $selector,
		'marks'     => max( 1, min( MOST_MARKS, absint( $text( 'marks' ) ) ) ),
	);
}

/**
 * Return an address of http or https without user, query and fragment; the saved one, and an error, if it is none.
 *
 * @param string $sent The address as typed.
 */
function sanitize_glossary_url( string $sent ): string {
	if ( '' === $sent ) {
		return '';
	}
	$parts = wp_parse_url( esc_url_raw( $sent, array( 'http', 'https' ) ) );
	if ( empty( $parts['scheme'] ) || empty( $parts['host'] ) ) {
		$message = __( 'The address of the glossary begins with https:// and a host name. It was not changed.', 'commerceguard-glossary' );
		add_settings_error( OPTION, 'url', $message );
		return glossary_url();
	}
	$port = isset( $parts['port'] ) ? ':' . $parts['port'] : '';
	return untrailingslashit( $parts['scheme'] . '://' . $parts['host'] . $port . ( $parts['path'] ?? '' ) );
}
