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
	$box = search_box( (string) ( $attributes['category'] ?? '' ), (string) ( $attributes['limit'] ?? '' ) );
	return '' === $box ? '' : sprintf( '<div %s>%s</div>', get_block_wrapper_attributes(), $box );
}

/**
 * Return the HTML of [glossary_search category="" limit=""].
 *
 * @param array|string $attributes The shortcode's attributes.
 */
function search_shortcode( $attributes ): string {
	$given = shortcode_atts( array( 'category' => '', 'limit' => '' ), $attributes, 'glossary_search' );
	return search_box( $given['category'], $given['limit'] );
}

/**
 * Return the HTML of [glossary_terms], which explains terms in the place that the settings name, or of
 * [glossary_terms]...[/glossary_terms], which explains those inside it.
 *
 * @param array|string $attributes The shortcode's attributes: category and marks.
 * @param string|null  $content    The text inside it.
 */
function terms_shortcode( $attributes, ?string $content = null ): string {
	$given = shortcode_atts( array( 'category' => '', 'marks' => settings()['marks'] ), $attributes, 'glossary_terms' );
	if ( null !== $content && '' !== trim( $content ) ) {
		return terms( '', $given['marks'], $given['category'], do_shortcode( $content ) );
	}
	remove_action( 'wp_footer', __NAMESPACE__ . '\print_terms_of_post' ); // One element for a place.
	return terms( settings()['selector'], $given['marks'], $given['category'] );
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
 * @param string $category Slugs of categories, separated by spaces or commas; empty: all.
 * @param string $limit    The maximum number of suggestions; empty: the glossary's own.
 */
function search_box( string $category, string $limit ): string {
	if ( '' === glossary_url() ) {
		return hint();
	}
	load_script();
	$slugs  = category_slugs( $category );
	$fields = '';
	foreach ( $slugs as $slug ) {
		$fields .= sprintf( '<input type="hidden" name="category" value="%s">', esc_attr( $slug ) );
	}
	$shown = absint( $limit );
	return sprintf(
		'<glossary-search%1$s><form action="%2$s" role="search">%3$s<label>%4$s <input type="search" name="q" maxlength="300"></label> <button type="submit">%5$s</button></form></glossary-search>',
		attributes(
			array(
				'category' => implode( ' ', $slugs ),
				'limit'    => $shown ? (string) min( $shown, MOST_SUGGESTIONS ) : '',
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
 * @param string     $content  HTML inside the element.
 */
function terms( string $selector, $marks, string $category = '', string $content = '' ): string {
	if ( '' === glossary_url() ) {
		return $content . hint();
	}
	load_script();
	$marked = max( 1, min( MOST_MARKS, absint( $marks ) ) );
	$given  = array(
		'for'      => $selector,
		'category' => implode( ' ', category_slugs( $category ) ),
		'marks'    => $marked > 1 ? (string) $marked : '',
	);
	return '<glossary-terms' . attributes( $given ) . '>' . $content . '</glossary-terms>';
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
