<?php
/**
 * Cards: the address of a term or of a search of the glossary, pasted into a post, is shown as an oEmbed card. WordPress
 * finds them without this plugin too, but sandboxes cards of sites it does not know; in these no new tab can be opened.
 *
 * @package CommerceGuard\Glossary
 */

namespace CommerceGuard\Glossary;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

add_action( 'init', __NAMESPACE__ . '\register_provider' );

/**
 * Register the glossary as a provider of cards.
 */
function register_provider(): void {
	$url = glossary_url();
	if ( '' !== $url ) {
		wp_oembed_add_provider( '#^' . preg_quote( $url, '#' ) . '/([a-z]{2}/[^/?]+[/?]|terms/|search\?).+$#i', $url . '/oembed', true );
	}
}
