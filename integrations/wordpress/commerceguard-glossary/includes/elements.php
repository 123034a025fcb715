<?php
/**
 * The elements of the glossary's script in pages: the search box (block and shortcode), and terms explained in the text.
 *
 * @package CommerceGuard\Glossary
 */

namespace CommerceGuard\Glossary;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

const SCRIPT = 'commerceguard-glossary';

const MOST_SUGGESTIONS = 20;

const LANGUAGES = array( 'en', 'es' ); // Of the script.

const SEARCH_DEFAULTS = array(
	'category' => '',
	'limit'    => '',
	'lang'     => '',
);

add_action( 'init', __NAMESPACE__ . '\register_elements' );
add_action( 'wp_footer', __NAMESPACE__ . '\print_terms_of_post' );
add_filter( 'script_loader_tag', __NAMESPACE__ . '\defer_script', 10, 2 );

/**
 * Register the block and the shortcodes.
 */
function register_elements(): void {
	register_block_type( dirname( __DIR__ ) . '/blocks/search', array( 'render_callback' => __NAMESPACE__ . '\render_block' ) );
	add_shortcode( 'glossary_search', __NAMESPACE__ . '\search_shortcode' );
	add_shortcode( 'glossary_terms', __NAMESPACE__ . '\terms_shortcode' );
}

/**
 * Return the HTML of the search block.
 *
 * @param array $attributes The block's attributes.
 */
function render_block( array $attributes ): string {
	$given = array_map( 'strval', array_intersect_key( $attributes, SEARCH_DEFAULTS ) );
	$box   = search_box( array_merge( SEARCH_DEFAULTS, $given ) );
	return '' === $box ? '' : sprintf( '<div %s>%s</div>', get_block_wrapper_attributes(), $box );
}

/**
 * Return the HTML of [glossary_search category="" limit="" lang=""].
 *
 * @param array|string $attributes The shortcode's attributes.
 */
function search_shortcode( $attributes ): string {
	return search_box( shortcode_atts( SEARCH_DEFAULTS, $attributes, 'glossary_search' ) );
}

/**
 * Return the HTML of [glossary_terms], which explains terms in the place that the settings name, or of
 * [glossary_terms]...[/glossary_terms], which explains those inside it.
 *
 * @param array|string $attributes The shortcode's attributes: category, marks and lang.
 * @param string|null  $content    The text inside it.
 */
function terms_shortcode( $attributes, ?string $content = null ): string {
	$defaults = array(
		'category' => '',
		'marks'    => settings()['marks'],
		'lang'     => '',
	);
	$given    = shortcode_atts( $defaults, $attributes, 'glossary_terms' );
	if ( null !== $content && '' !== trim( $content ) ) {
		return terms( '', $given['marks'], $given['category'], $given['lang'], do_shortcode( $content ) );
	}
	remove_action( 'wp_footer', __NAMESPACE__ . '\print_terms_of_post' ); // One element for a place.
	return terms( settings()['selector'], $given['marks'], $given['category'], $given['lang'] );
}

/**
 * Explain terms in a post, if the settings say so.
 */
function print_terms_of_post(): void {
	if ( settings()['automatic'] && is_singular( 'post' ) ) {
		echo terms( settings()['selector'], settings()['marks'] ); // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped
	}
}

/**
 * Return a search box. Until the script runs, or where it never does, it is a form.
 *
 * @param array $given Texts: category, slugs separated by spaces or commas, empty: all; limit, the maximum number of
 *                     suggestions, empty: the glossary's own; lang, empty: that of the site.
 */
function search_box( array $given ): string {
	if ( '' === glossary_url() ) {
		return hint();
	}
	load_script();
	$slugs  = category_slugs( $given['category'] );
	$lang   = language( $given['lang'] );
	$fields = '' === $lang ? '' : sprintf( '<input type="hidden" name="lang" value="%s">', esc_attr( $lang ) );
	foreach ( $slugs as $slug ) {
		$fields .= sprintf( '<input type="hidden" name="category" value="%s">', esc_attr( $slug ) );
	}
	$shown = absint( $given['limit'] );
	return sprintf(
		'<glossary-search%1$s><form action="%2$s" role="search">%3$s<label>%4$s <input type="search" name="q" maxlength="300"></label> <button type="submit">%5$s</button></form></glossary-search>',
		attributes(
			array(
				'category' => implode( ' ', $slugs ),
				'limit'    => $shown ? (string) min( $shown, MOST_SUGGESTIONS ) : '',
				'lang'     => $lang,
			)
		),
		esc_url( glossary_url() . '/search' ),
		$fields,
		esc_html__( 'Search the glossary', 'commerceguard-glossary' ),
		esc_html__( 'Search', 'commerceguard-glossary' )
	);
}

/**
 * Return an element that explains terms.
 *
 * @param string     $selector Where, as a CSS selector; empty: in $content.
 * @param int|string $marks    How many mentions of each term are marked.
 * @param string     $category Slugs of categories, separated by spaces or commas; empty: all.
 * @param string     $lang     The language; empty: that of the site.
 * @param string     $content  HTML inside the element.
 */
function terms( string $selector, $marks, string $category = '', string $lang = '', string $content = '' ): string {
	if ( '' === glossary_url() ) {
		return $content . hint();
	}
	load_script();
	$marked = max( 1, min( MOST_MARKS, absint( $marks ) ) );
	$given  = array(
		'for'      => $selector,
		'category' => implode( ' ', category_slugs( $category ) ),
		'marks'    => $marked > 1 ? (string) $marked : '',
		'lang'     => language( $lang ),
	);
	return '<glossary-terms' . attributes( $given ) . '>' . $content . '</glossary-terms>';
}

/**
 * Return a language that the script knows, or an empty text for that of the glossary: English sites say nothing.
 *
 * @param string $asked The language of a shortcode; empty: that of the site.
 */
function language( string $asked ): string {
	$lang  = strtolower( substr( '' === $asked ? get_locale() : $asked, 0, 2 ) );
	$known = '' === $asked ? array_diff( LANGUAGES, array( 'en' ) ) : LANGUAGES;
	return in_array( $lang, $known, true ) ? $lang : '';
}

/**
 * Return attributes as HTML, each after a space; empty ones are left out.
 *
 * @param array $given Values by name.
 */
function attributes( array $given ): string {
	$html = '';
	foreach ( array_filter( $given, 'strlen' ) as $name => $value ) {
		$html .= sprintf( ' %s="%s"', $name, esc_attr( $value ) );
	}
	return $html;
}

/**
 * Return the slugs in a list, each once.
 *
 * @param string $listed Slugs, separated by spaces or commas.
 */
function category_slugs( string $listed ): array {
	return array_values( array_unique( array_filter( array_map( 'sanitize_title', preg_split( '/[\s,]+/', $listed ) ) ) ) );
}

/**
 * Return a sentence for editors while the address of the glossary is not set; visitors see nothing.
 */
function hint(): string {
	$text = __( 'Enter the address of the glossary under Settings > Glossary.', 'commerceguard-glossary' );
	return current_user_can( 'edit_posts' ) ? '<p>' . esc_html( $text ) . '</p>' : '';
}

/**
 * Have the glossary's script loaded at the end of the page.
 */
function load_script(): void {
	wp_enqueue_script( SCRIPT, glossary_url() . '/widget/v1.js', array(), null, true ); // phpcs:ignore WordPress.WP.EnqueuedResourceParameters.MissingVersion -- its address has one.
}

/**
 * Return the tag of the script with `defer`: WordPress before 6.3 has no option for it.
 *
 * @param string $tag    The tag.
 * @param string $handle The name of the script.
 */
function defer_script( string $tag, string $handle ): string {
	return SCRIPT === $handle ? str_replace( ' src=', ' defer src=', $tag ) : $tag;
}
